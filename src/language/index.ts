export { agendaLabel, agendaLabelKeys, reasonLabel } from './agenda.js';
export * from './dates.js';
export { COMMAND_MARK, isolate, marksCommands, withoutDirectionControls, withoutInvisible } from './isolate.js';
export type { MessageKey, Messages } from './messages.generated.js';
export { preferredLanguage } from './preferred-language.js';
export { purposeLabel, purposeLabelKeys, purposeTitle } from './purposes.js';
export { inLanguages, phrase, type Speaker, sharedLabel, speaker } from './speaker.js';
export { isMessageKey, wordOf } from './words.js';
