import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEMBER_STATUSES, ROLES } from '../../../src/core/access.js';
import { type OrganisationId, toId } from '../../../src/core/ids.js';
import { ACTION_ID_MAX, actionId } from '../../../src/core/message.js';
import { decodeQuery, encodeQuery, FILTER_TEXT_MAX } from '../../../src/features/community/rules/directory-query.js';

const query = fc.record(
  {
    page: fc.nat(999),
    text: fc.string({ minLength: 1, maxLength: FILTER_TEXT_MAX }),
    status: fc.constantFrom(...MEMBER_STATUSES),
    role: fc.constantFrom(...ROLES),
    organisation: fc.integer({ min: 1, max: 9_999_999 }).map((id) => toId<OrganisationId>(id)),
    sector: fc.stringMatching(/^[a-z][a-z-]{1,40}$/),
  },
  { requiredKeys: ['page'] },
);

describe('a search in the id of a button', () => {
  it('comes back as it was, and always fits', () => {
    fc.assert(
      fc.property(query, (asked) => {
        const id = encodeQuery(asked);
        expect(decodeQuery(id)).toEqual(asked);
        expect(actionId('community', 'members', id).length).toBeLessThanOrEqual(ACTION_ID_MAX);
      }),
    );
  });

  it('never fails on a foreign one', () => {
    fc.assert(fc.property(fc.string(), (id) => void decodeQuery(id)));
    expect(decodeQuery('x~y~z~-1~')).toEqual({ page: 0 });
  });
});
