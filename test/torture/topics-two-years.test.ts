import { describeTwoYears } from '../support/topics-years-checks.js';

for (const seed of [2, 8]) describeTwoYears(seed);
