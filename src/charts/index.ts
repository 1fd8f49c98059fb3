import { z } from 'zod';
import type { Attachment, Card, Reply } from '../core/message.js';
import type { Compute } from '../ports/compute.js';
import type { Logger } from '../ports/logger.js';
import type { Chart } from './types.js';

export type { BarsChart, ColumnsChart, GridChart } from './types.js';

const MODULE = new URL('./draw.js', import.meta.url);
/** Where the first part of every PNG says its size. */
const WIDTH_AT = 16;
const HEIGHT_AT = 20;
const drawings = z.array(z.object({ png: z.instanceof(Uint8Array), svg: z.instanceof(Uint8Array) }));

/** A chart with the name of its file, without an extension. */
export interface NamedChart {
  readonly name: string;
  readonly chart: Chart;
}

/** A chart as a picture that every platform shows, and as a drawing that stays sharp at any size, for reports in print. */
interface DrawnChart {
  readonly picture: Attachment;
  readonly drawing: Attachment;
}

/** Draws charts beside the event loop. Throws an `Error` when the drawing fails. */
export async function drawCharts(compute: Compute, charts: readonly NamedChart[]): Promise<readonly DrawnChart[]> {
  const drawn = drawings.parse(await compute.run({ module: MODULE, name: 'draw', input: charts.map(({ chart }) => chart) }));
  return charts.flatMap(({ name, chart }, index) => {
    const made = drawn[index];
    if (made === undefined) return [];
    const size = new DataView(made.png.buffer, made.png.byteOffset);
    const picture = {
      name: `${name}.png`,
      mediaType: 'image/png',
      bytes: made.png,
      picture: { alt: chart.title, width: size.getUint32(WIDTH_AT), height: size.getUint32(HEIGHT_AT) },
    };
    return [{ picture, drawing: { name: `${name}.svg`, mediaType: 'image/svg+xml', bytes: made.svg } }];
  });
}

/** The same, but returns no charts when the drawing fails, because the numbers are useful without them. */
export async function drawChartsIfPossible(
  { compute, logger }: { readonly compute: Compute; readonly logger: Logger },
  charts: readonly NamedChart[],
): Promise<readonly DrawnChart[]> {
  try {
    return await drawCharts(compute, charts);
  } catch (error) {
    logger.warn({ error }, 'the charts of a report were not drawn');
    return [];
  }
}

/** A report as a private answer: its card, then the pictures of its charts, its tables, and the drawings for print. */
export function reportAnswer(card: Card, charts: readonly DrawnChart[], tables: readonly Attachment[]): Reply {
  const files = [...charts.map(({ picture }) => picture), ...tables, ...charts.map(({ drawing }) => drawing)];
  return { type: 'message', message: { cards: [card], ...(files.length > 0 && { files }) }, visibility: 'private' };
}
