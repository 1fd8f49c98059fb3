import { nameKey } from '../../core/fold.js';
import { LANGUAGES } from '../../core/language.js';
import { speaker } from '../../language/index.js';
import { ORGANISATION_TYPES, type OrganisationType } from './types.js';

const SPELLINGS: Readonly<Record<OrganisationType, readonly string[]>> = {
  local: [
    'Local NGO',
    'Local organisation',
    'Local organization',
    'LNGO',
    'NNGO',
    'National NGO',
    'NGO',
    'Network',
    'Local network',
    'CBO',
    'Community-based organisation',
    'Community-based organization',
    'Women-led organisation',
    'Women-led organization',
    'Women’s rights organisation',
    'Women’s rights organization',
    'CSO',
    'Civil society organisation',
    'Civil society organization',
    'WRO',
    'WLO',
    'محلية',
    'منظمة محلية',
    'شبكة',
    'منظمة مجتمع مدني',
    'منظمة غير حكومية',
    'ناوخۆیی',
    'ڕێکخراوی ناوخۆیی',
    'تۆڕ',
  ],
  national: [
    'National institution',
    'Government',
    'Governmental',
    'Ministry',
    'Institution',
    'Regional institution',
    'مؤسسة وطنية',
    'وطنية',
    'حكومية',
    'مؤسسة حكومية',
    'وزارة',
    'نیشتمانی',
    'حکومی',
    'دامەزراوەی نیشتمانی',
  ],
  international: [
    'INGO',
    'International NGO',
    'International organisation',
    'International organization',
    'UN',
    'UN agency',
    'Agency',
    'دولية',
    'وكالة دولية',
    'منظمة غير حكومية دولية',
    'نێودەوڵەتی',
  ],
};

const BY_NAME: ReadonlyMap<string, OrganisationType> = new Map(
  ORGANISATION_TYPES.flatMap((type) =>
    [type, ...SPELLINGS[type], ...LANGUAGES.map((language) => speaker(language).plain(`common.type.${type}`))].map(
      (name) => [nameKey(name), type] as const,
    ),
  ),
);

/** The type that has this code, label or usual spelling; `undefined` for any other. */
export function organisationTypeOf(words: string): OrganisationType | undefined {
  return BY_NAME.get(nameKey(words));
}
