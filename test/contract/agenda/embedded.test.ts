import { createEmbeddedRunner } from '../../../src/agenda/embedded.js';
import { openTestStore } from '../../support/store.js';
import { describeRunner } from './describe-runner.js';

describeRunner('embedded', () => openTestStore(), createEmbeddedRunner);
