import { privately } from '../../../core/message.js';
import { type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireSeen } from '../find.js';
import { draftCard } from '../making/cards/draft.js';
import { viewDraft } from '../making/view.js';
import { eventsStore } from '../store/index.js';
import { countedCard, NO_ROOM, roomsCard, roomValue, uncountedCard } from './cards/voice.js';
import { allRooms, setRoom } from './choose.js';
import { goneRoom, voiceControls } from './controls.js';

export const voiceHandlers: readonly Handler[] = handleControls(voiceControls, {
  async voice(context, { actor, language }, { id }) {
    const { event } = await requireSeen(context, id, actor);
    const rooms = await allRooms(context);
    return { type: 'effects', effects: async () => privately(roomsCard(event, rooms, language)) };
  },
  async 'voice-set'(context, { actor, language }, { id, values: [value = NO_ROOM] }) {
    const room = value === NO_ROOM ? undefined : (await allRooms(context)).find((each) => roomValue(each) === value);
    if (value !== NO_ROOM && !room) throw goneRoom();
    return {
      type: 'effects',
      async effects(inside) {
        await setRoom(inside, actor, id, room);
        return privately(draftCard(await viewDraft(inside, actor, id.id), language, speaker(language)('events.done.saved')));
      },
    };
  },
  // In a thread the reminder stays, because others read it too.
  async 'voice-no'(context, { actor, language, now }) {
    await eventsStore(context.tx).setUnheard(actor.id, now);
    return privately(uncountedCard(language));
  },
  async 'voice-yes'(context, { actor, language }) {
    await eventsStore(context.tx).removeUnheard(actor.id);
    return privately(countedCard(language));
  },
});
