import { create } from 'qrcode';

/** The empty border that readers of codes need, in squares. */
const BORDER = 2;

/** Draws addresses as QR codes in SVG, for the compute worker. */
export function drawCodes(addresses: readonly string[]): readonly string[] {
  return addresses.map((address) => {
    const { size, data } = create(address, { errorCorrectionLevel: 'M' }).modules;
    const whole = size + 2 * BORDER;
    let path = '';
    for (let at = 0; at < data.length; at++) {
      if (data[at]) path += `M${(at % size) + BORDER} ${Math.floor(at / size) + BORDER}h1v1h-1z`;
    }
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${whole}"><path fill="#fff" d="M0 0h${whole}v${whole}h-${whole}z"/><path d="${path}"/></svg>`;
  });
}
