export { defineCommand, defineSubcommand } from './command.js';
export type { ConfiguredOrganiser, Context, Contexts } from './context.js';
export { type ContextParts, createContexts } from './contexts.js';
export {
  button,
  type Declaration,
  defineControls,
  form,
  type Handled,
  type Handler,
  handleControls,
  type IdCodec,
  menu,
  noId,
  numberId,
  textId,
  wordId,
} from './controls.js';
export { type DynamicForm, type DynamicValues, dynamicForm } from './dynamic-form.js';
export { EXPIRY, planExpiry } from './expiry.js';
export {
  type AuditDetail,
  type AuditValue,
  defineFeature,
  type Feature,
  type Listener,
  type ListFile,
  type StandstillTexts,
} from './feature.js';
export { createFeatureSet, type FeatureSet } from './feature-set.js';
export {
  type AnyFields,
  choiceField,
  choicesField,
  dateField,
  type FieldType,
  fileField,
  integerField,
  mappedField,
  textField,
  timeField,
  type ValuesOf,
} from './fields.js';
export type { HomeSection } from './home.js';
export { defineJob, type Job, type JobClass, type JobOutcome, type JobRun, type Lateness, PayloadError } from './job.js';
export { composedGone, wheneverPossible, withinDays } from './lateness.js';
export { type Composed, type ComposeInput, defineNotification, type Notification } from './notification.js';
export { noPersonalData, type PersonHooks } from './person.js';
export { idSchema } from './schemas.js';
export type { SettingsIssue, SettingsSection, SetupFields } from './settings.js';
