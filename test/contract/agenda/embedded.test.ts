import { createEmbeddedRunner } from '../../../src/agenda/embedded.js';
import { SECOND } from '../../../src/core/time.js';
import { openTestStore } from '../../support/store.js';
import { describeRunner } from './describe-runner.js';

describeRunner('embedded', () => openTestStore(), createEmbeddedRunner, { alone: true, looksEvery: SECOND });
