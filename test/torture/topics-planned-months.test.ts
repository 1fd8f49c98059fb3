import { describePlannedMonths } from '../support/planned-months.js';

describePlannedMonths(25);
