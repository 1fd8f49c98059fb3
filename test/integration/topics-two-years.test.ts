import { describeTwoYears } from '../support/topics-years-checks.js';

describeTwoYears(3);
