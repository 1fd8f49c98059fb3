import { NotFoundError } from '../../core/errors.js';
import { type OrganisationId, toId } from '../../core/ids.js';
import { phrase } from '../../language/index.js';

/** An old button may carry what is no longer known. */
export function unknownPart(what: string): NotFoundError {
  return new NotFoundError(`unknown ${what}`, phrase('dispatch.button-unknown'));
}

/** A number from a button's id or a menu. Throws a `NotFoundError` for anything else. */
export function organisationIdOf(value: string | undefined): OrganisationId {
  try {
    return toId(value ?? '');
  } catch {
    throw unknownPart('organisation');
  }
}
