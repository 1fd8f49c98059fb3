import { NotFoundError } from '../../../core/errors.js';
import { phrase } from '../../../language/index.js';

export const noLongerKept = (): NotFoundError => new NotFoundError('not kept any more', phrase('resources-save.error.gone'));
