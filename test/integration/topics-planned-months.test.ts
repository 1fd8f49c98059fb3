import { describePlannedMonths } from '../support/planned-months.js';

describePlannedMonths(5);
