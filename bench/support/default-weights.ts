// The weights of a community that changed no setting, in the matching's own terms. Benches and pairing tests use these.

import { coffeeSettingsSchema } from '../../src/core/settings.js';
import { pairingSettings } from '../../src/features/coffee/rules/participants.js';

export const defaultWeights = pairingSettings({ coffee: coffeeSettingsSchema.parse({}) }).weights;
