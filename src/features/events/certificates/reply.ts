import type { Language } from '../../../core/language.js';
import type { Attachment, Card, Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { printable } from '../../../print/index.js';
import type { Certificate, WholeEvent } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { EventId } from '../types.js';
import { issuedCard } from './cards/organising.js';
import { ownCard } from './cards/own.js';
import { drawCertificates } from './draw.js';
import { correctCertificate, issueAll } from './organise.js';
import { type OwnCertificates, renewCertificates, takeCertificates } from './own.js';
import { printedOf } from './printed.js';

/** A member's certificates of an event, as files. */
export async function ownReply(context: Context, request: Request, id: EventId, how: 'take' | 'renew'): Promise<Reply> {
  const { actor, language } = request;
  const own: OwnCertificates = await (how === 'take' ? takeCertificates : renewCertificates)(context, actor, id);
  const files: Attachment[] = [];
  const links = new Map<string, string>();
  for (const certificate of own.certificates) {
    const [printed] = await printedOf(context, own, [certificate]);
    if (!printed) continue;
    if (printed.link !== undefined) links.set(certificate.number, printed.link);
    files.push(await fileOf(context, own, [certificate], `certificate-${certificate.number}.pdf`, certificate.language));
  }
  return withFiles([ownCard(own, links, language)], files);
}

/** All certificates of an event in one file. */
export async function issueReply(context: Context, request: Request, id: EventId): Promise<Reply> {
  const { actor, language } = request;
  const issued = await issueAll(context, actor, id);
  const file = await fileOf(context, issued, issued.certificates, `event-${id}-certificates.pdf`, language);
  return withFiles([issuedCard(issued, language)], [file]);
}

/** A certificate under another name. */
export async function correctReply(
  context: Context,
  request: Request,
  id: EventId,
  given: { readonly number: string; readonly name: string },
): Promise<Reply> {
  const { actor, language } = request;
  const corrected = await correctCertificate(context, actor, id, given);
  const [certificate] = corrected.certificates;
  const name = `certificate-${certificate?.number ?? id}.pdf`;
  return withFiles([issuedCard(corrected, language)], [await fileOf(context, corrected, corrected.certificates, name, language)]);
}

async function fileOf(
  context: Context,
  whole: WholeEvent,
  certificates: readonly Certificate[],
  name: string,
  language: Language,
): Promise<Attachment> {
  const title = `${speaker(language).plain('events-certificates.print.attended')} · ${printable(titleIn(whole.event, language))}`;
  const bytes = await drawCertificates(context.compute, title, await printedOf(context, whole, certificates));
  return { name, mediaType: 'application/pdf', bytes };
}

/** Where we keep messages ourselves, only the newest files are kept: they can be taken again. */
function withFiles(cards: readonly Card[], files: readonly Attachment[]): Reply {
  return { type: 'message', visibility: 'private', message: { cards, files, fleeting: 'certificates' } };
}
