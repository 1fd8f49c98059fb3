import { z } from 'zod';
import type { Compute } from '../../../ports/compute.js';
import { printPdfs } from '../../../print/index.js';
import { CERTIFICATE_TEMPLATE } from './template.js';

const MODULE = new URL('./codes.js', import.meta.url);
const drawings = z.array(z.string());

/** A certificate as it is printed, all in its reader's language. */
export interface PrintedCertificate {
  readonly language: string;
  readonly rtl: boolean;
  readonly community: string;
  readonly heading: string;
  readonly given: string;
  readonly name: string;
  readonly deed: string;
  readonly event: string;
  readonly when: string;
  readonly length: string;
  readonly facts: readonly string[];
  /** Where the certificate is checked; undefined where the bot has no public address. */
  readonly link: string | undefined;
  /** What the code is, for those who can't see it. */
  readonly alt: string;
}

/** Certificates as one PDF, one on each page. Throws an `Error` if the printer returns nothing. */
export async function drawCertificates(compute: Compute, title: string, certificates: readonly PrintedCertificate[]): Promise<Uint8Array> {
  const [pdf] = await drawSeveral(compute, [{ title, certificates }]);
  if (!pdf) throw new Error('nothing was printed');
  return pdf;
}

/** Several PDFs, each with its title. */
export async function drawSeveral(
  compute: Compute,
  files: readonly { readonly title: string; readonly certificates: readonly PrintedCertificate[] }[],
): Promise<readonly Uint8Array[]> {
  const links = files.flatMap(({ certificates }) => certificates.flatMap(({ link }) => link ?? []));
  const codes = links.length === 0 ? [] : drawings.parse(await compute.run({ module: MODULE, name: 'drawCodes', input: links }));
  const codeOf = new Map(links.map((link, index) => [link, codes[index] ?? null]));
  return printPdfs(
    compute,
    files.map(({ title, certificates }) => ({
      template: CERTIFICATE_TEMPLATE,
      data: {
        title,
        certificates: certificates.map(({ link, ...one }) => ({ ...one, code: link === undefined ? null : codeOf.get(link) })),
      },
    })),
  );
}
