export { numbered } from './audit.js';
export {
  attachmentOf,
  attachmentToSend,
  keepBlob,
  releaseBlobs,
  StorageAwayError,
  SWEEP,
  storeBlob,
  storeGiven,
  sweepBlobs,
} from './blobs.js';
export { defineCommand, defineSubcommand } from './command.js';
export { commandControl } from './command-controls.js';
export type { ConfiguredOrganiser, Context, Contexts } from './context.js';
export { type ContextParts, createContexts } from './contexts.js';
export { button, defineControls, form, handleControls, menu } from './controls.js';
export { defineFeature } from './define-feature.js';
export { type DynamicForm, type DynamicValues, dynamicForm } from './dynamic-form.js';
export { EXPIRY, planExpiry } from './expiry.js';
export { createFeatureSet } from './feature-set.js';
export {
  choiceField,
  choicesField,
  dateField,
  type FieldType,
  fileField,
  integerField,
  mappedField,
  textField,
  timeField,
} from './fields.js';
export { dottedId, type IdCodec, numberId, orNone, textId, versionId, wordId } from './id-codecs.js';
export { defineJob, type Job, type JobClass, type JobOutcome, type JobRun, type Lateness } from './job.js';
export { composedGone, wheneverPossible, withinDays } from './lateness.js';
export { type Composed, type ComposeInput, defineNotification, type Notification } from './notification.js';
export { PAGES } from './page-address.js';
export type { AuditValue } from './parts/audit-value.js';
export type { CalendarItem } from './parts/calendar.js';
export type { AuditDetail, Mistyped, Occasion, Offered } from './parts/feature.js';
export type { LetterItem, LetterPeriod, LetterSection } from './parts/letter.js';
export type { Notice } from './parts/notice.js';
export type { PageFields, PageReply, PageRequest } from './parts/page.js';
export { noPersonalData } from './parts/person.js';
export type { Searchable } from './parts/search.js';
export type { SettingsIssue } from './parts/settings.js';
export type { HandedOut, Shelved, ShelvedKind } from './parts/shelf.js';
export { type FeaturePart, joinParts } from './parts-of-a-feature.js';
export { idSchema } from './schemas.js';
export type {
  CalendarSource,
  Feature,
  FeatureSet,
  FolderImport,
  Handled,
  Handler,
  HomeSection,
  LetterPart,
  Listener,
  ListFile,
  Offer,
  Page,
  PersonHooks,
  SearchSource,
  SettingsSection,
  Shelf,
  StandstillTexts,
} from './types.js';
