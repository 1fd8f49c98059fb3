import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Text } from '../../../core/text.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { answerWith } from '../replies.js';
import { eventsStore } from '../store/index.js';
import type { EventId, NoteId } from '../types.js';
import { type ActionAnswer, answerAction, openActions } from './actions.js';
import { approveMinutes, beginCorrections, reopenMinutes, sendCorrection } from './approve.js';
import { minutesCard } from './cards/minutes.js';
import { actionAskedCard, actionsCard, answeredCard, correctionCard, notedCard, withdrawnCard } from './cards/said.js';
import { minutesControls, noteId } from './controls.js';
import { minutesFile } from './files/reply.js';
import { addAction, addDecision, changeAction, changeNote, dropNote, mergeNotes } from './keep.js';
import { addNote, goneNote, withdrawNote } from './note.js';
import { requireMeeting, viewMinutes } from './view.js';

async function shown(context: Context, request: Request, id: EventId, lead?: Text): Promise<Reply> {
  return answerWith(request, minutesCard(await viewMinutes(context, request.actor, id), 0, request.language, lead));
}

const saved = ({ language }: Request): Text => speaker(language)('events.done.saved');

async function answered(context: Context, request: Request, id: NoteId, answer: ActionAnswer): Promise<Reply> {
  return answerWith(request, answeredCard(await answerAction(context, request.actor, id, answer), answer, request.language));
}

export const minutesHandlers: readonly Handler[] = handleControls(minutesControls, {
  note: async (context, { actor, language }, { id, values }) => privately(notedCard(await addNote(context, actor, id, values), language)),
  async 'note-withdraw'(context, request, { id }) {
    const { event } = await withdrawNote(context, request.actor, id);
    return answerWith(request, withdrawnCard(event.id, request.language));
  },
  minutes: async (context, request, { id: { event, page } }) =>
    answerWith(request, minutesCard(await viewMinutes(context, request.actor, event), page, request.language)),
  'minutes-file': (context, request, { id, values }) => minutesFile(context, request, id, values),
  async 'minutes-decision'(context, request, { id, values }) {
    await addDecision(context, request.actor, id, values);
    return shown(context, request, id, saved(request));
  },
  async 'minutes-action'(context, request, { id, values }) {
    await addAction(context, request.actor, id, values);
    return shown(context, request, id, saved(request));
  },
  async 'minutes-edit'(context, request, { id: { version }, values: [chosen = ''] }) {
    const id = noteId.decode(chosen);
    const note = await eventsStore(context.tx).note(id);
    if (!note) throw goneNote();
    const control = minutesControls[note.kind === 'action' ? 'action-edit' : 'note-edit'];
    return control.open(context, request, { id: { note: id, version } });
  },
  async 'note-edit'(context, request, { id, values }) {
    return shown(context, request, await changeNote(context, request.actor, id, values), saved(request));
  },
  async 'action-edit'(context, request, { id, values }) {
    return shown(context, request, await changeAction(context, request.actor, id, values), saved(request));
  },
  async 'note-drop'(context, request, { id: { event, version }, values: [chosen = ''] }) {
    await dropNote(context, request.actor, { note: noteId.decode(chosen), version });
    return shown(context, request, event, speaker(request.language)('events-minutes.done.dropped'));
  },
  async 'minutes-merge'(context, request, { id, values }) {
    await mergeNotes(context, request.actor, id, values);
    return shown(context, request, id.event, speaker(request.language)('events-minutes.done.merged'));
  },
  async 'minutes-draft'(context, request, { id }) {
    await beginCorrections(context, request.actor, id);
    return shown(context, request, id.event, speaker(request.language)('events-minutes.done.draft'));
  },
  async 'minutes-approve'(context, request, { id }) {
    await approveMinutes(context, request.actor, id);
    return shown(context, request, id.event, speaker(request.language)('events-minutes.done.approved'));
  },
  async 'minutes-reopen'(context, request, { id }) {
    await reopenMinutes(context, request.actor, id);
    return shown(context, request, id.event, speaker(request.language)('events-minutes.done.reopened'));
  },
  'minutes-correct': async (context, { actor, language }, { id, values }) =>
    privately(correctionCard((await sendCorrection(context, actor, id, values.words)).event, language)),
  actions: async (context, request) => answerWith(request, actionsCard(await openActions(context, request.actor), request.language)),
  async 'action-which'(context, request, { values: [chosen = ''] }) {
    const note = await eventsStore(context.tx).note(noteId.decode(chosen));
    if (note?.kind !== 'action') throw goneNote();
    const { event } = await requireMeeting(context, request.actor, note.event);
    return answerWith(request, actionAskedCard(event, note, 'organisers', request.language));
  },
  'action-done': (context, request, { id }) => answered(context, request, id, 'done'),
  'action-later': (context, request, { id }) => answered(context, request, id, 'later'),
  'action-not': (context, request, { id }) => answered(context, request, id, 'not'),
});
