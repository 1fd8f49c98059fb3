import type { JSX } from 'preact';

const PATHS = {
  send: 'M4 12l16-8-5 16-3.5-6.5L4 12z',
  attach: 'M8 12.5l5.2-5.2a2.6 2.6 0 013.7 3.7l-6.6 6.6a4.3 4.3 0 01-6-6l6.8-6.9',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 5l-7 7 7 7',
  thread: 'M5 6h14v9H11l-4 4v-4H5z',
  agenda: 'M5 6h14v14H5zM5 10h14M9 4v4M15 4v4',
  keyboard: 'M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M7.5 15h9',
  eye: 'M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 12m-2.5 0a2.5 2.5 0 105 0 2.5 2.5 0 10-5 0',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  out: 'M14 5h5v5M19 5l-8 8M17 14v5H5V7h5',
  people: 'M9 11a3 3 0 100-6 3 3 0 000 6zM3.5 19c.5-3.5 2.7-5 5.5-5s5 1.5 5.5 5M16 6a2.6 2.6 0 010 5M17 14c2 .4 3.2 2 3.5 4.6',
  place: 'M4 20V11c0-4.5 3.5-7.5 8-7.5s8 3 8 7.5v9M9 20v-5a3 3 0 016 0v5M3 20h18',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 016 0v3',
  cup: 'M5 9h11v5a5 5 0 01-5 5h-1a5 5 0 01-5-5zM16 10h1.5a2 2 0 010 5H16M8 6c0-1.2 1-1.2 1-2.4M12 6c0-1.2 1-1.2 1-2.4',
  clock: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4.5l3 1.8',
  forward: 'M5 6l7 6-7 6zM13 6l7 6-7 6z',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M12 5v13M6.5 12.5L12 18l5.5-5.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative icon; its meaning is also given as text. */
export function Icon({ name, class: className = '' }: { readonly name: IconName; readonly class?: string }): JSX.Element {
  return (
    <svg class={`icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The logo: the arch of a mudhif, built of reed bundles, with its door. */
export function Arch({ class: className = '' }: { readonly class?: string }): JSX.Element {
  return (
    <svg class={`arch ${className}`} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path class="arch-body" d="M4 37V20C4 10 11 3 20 3s16 7 16 17v17z" />
      <path
        class="arch-line"
        d="M9.5 37V20.500C9.500 13.500 14 8.500 20 8.500s10.500 5 10.500 12V37M15 37V8.600M25 37V8.600M4.500 17h31M4 27h32"
      />
      <path class="arch-door" d="M14.500 37V27.500a5.500 5.500 0 0111 0V37z" />
    </svg>
  );
}

/** A decorative picture of reeds. */
export function Reeds(): JSX.Element {
  const stems = [6, 19, 31, 47, 60, 76, 88, 103, 118, 131, 147, 160, 176, 190, 205, 219, 233, 248, 262];
  return (
    <svg class="reeds" viewBox="0 0 272 64" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false">
      {stems.map((x, index) => {
        const height = 22 + ((index * 17) % 30);
        const lean = ((index * 7) % 9) - 4;
        return (
          <g key={x}>
            <path d={`M${x} 64q${lean / 2} ${-height / 2} ${lean} ${-height}`} />
            <path class="reed-head" d={`M${x + lean} ${64 - height}q-1.500 -5 ${lean / 3} -10`} />
          </g>
        );
      })}
      <path class="water" d="M0 60q17 -4 34 0t34 0 34 0 34 0 34 0 34 0 34 0 34 0" />
    </svg>
  );
}
