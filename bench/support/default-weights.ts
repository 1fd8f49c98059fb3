// The weights of a community that changed no setting, in the matching's own terms. Benches and pairing tests use these.

import { pairingSettings } from '../../src/features/coffee/rules/participants.js';
import { DEFAULT_COFFEE_SETTINGS } from '../../src/features/coffee/settings.js';

export const defaultWeights = pairingSettings({ coffee: DEFAULT_COFFEE_SETTINGS }, 1000).weights;
