import { describeKilledDeliveries } from './killed-deliveries.js';

describeKilledDeliveries('PostgreSQL alone');
