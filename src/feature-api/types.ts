import type { Context } from './context.js';
import type { CalendarSource as CalendarSourceOf } from './parts/calendar.js';
import type { Feature as FeatureOf } from './parts/feature.js';
import type { FeatureSet as FeatureSetOf } from './parts/feature-set.js';
import type { Offer as OfferOf } from './parts/for-members.js';
import type { FirstStep as FirstStepOf } from './parts/for-organisers.js';
import type { Handled as HandledOf, Handler as HandlerOf } from './parts/handler.js';
import type { HomeSection as HomeSectionOf } from './parts/home.js';
import type { Job as JobOf, JobOutcome as JobOutcomeOf } from './parts/job.js';
import type { LetterPart as LetterPartOf } from './parts/letter.js';
import type { Listener as ListenerOf } from './parts/listener.js';
import type { Notification as NotificationOf } from './parts/notification.js';
import type { Page as PageOf } from './parts/page.js';
import type { PersonHooks as PersonHooksOf } from './parts/person.js';
import type { SearchSource as SearchSourceOf } from './parts/search.js';
import type { SettingsSection as SettingsSectionOf } from './parts/settings.js';
import type { Shelf as ShelfOf } from './parts/shelf.js';
import type { FolderImport as FolderImportOf, ListFile as ListFileOf, StandstillTexts as StandstillTextsOf } from './parts/terminal.js';

/**
 * The parts of a feature with the context that they run with. Context names the set of features, and their parts get a
 * context; the parts are generic, so that their files need not import one another in a circle.
 */
export type Feature = FeatureOf<Context>;
export type FeatureSet = FeatureSetOf<Context>;
export type CalendarSource = CalendarSourceOf<Context>;
export type Offer = OfferOf<Context>;
export type Listener = ListenerOf<Context>;
export type FirstStep = FirstStepOf<Context>;
export type FolderImport = FolderImportOf<Context>;
export type ListFile = ListFileOf<Context>;
export type StandstillTexts = StandstillTextsOf<Context>;
export type Handled = HandledOf<Context>;
export type Handler = HandlerOf<Context>;
export type HomeSection = HomeSectionOf<Context>;
export type Job = JobOf<Context>;
export type JobOutcome = JobOutcomeOf<Context>;
export type LetterPart = LetterPartOf<Context>;
export type Notification = NotificationOf<Context>;
export type Page = PageOf<Context>;
export type PersonHooks = PersonHooksOf<Context>;
export type SearchSource = SearchSourceOf<Context>;
export type SettingsSection = SettingsSectionOf<Context>;
export type Shelf = ShelfOf<Context>;
