import { png } from './png.js';
import { svg } from './svg.js';
import type { Chart } from './types.js';

/** Draws charts, for the compute worker: the drawing libraries are loaded there, when a chart is first asked for. */
export function draw(charts: readonly Chart[]): readonly { readonly png: Uint8Array; readonly svg: Uint8Array }[] {
  return charts.map((chart) => {
    const drawing = svg(chart);
    return { png: png(drawing), svg: new TextEncoder().encode(drawing) };
  });
}
