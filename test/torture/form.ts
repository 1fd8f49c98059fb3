/** `TORTURE=long`: as often as the figures in docs/reliability.md say; else as much as CI has time for. */
export const LONG = process.env['TORTURE'] === 'long';

export const inForm = <T>(short: T, long: T): T => (LONG ? long : short);

/** A figure for docs/reliability.md. */
export function tell(figure: string): void {
  process.stdout.write(`  ⛏ ${figure}\n`);
}
