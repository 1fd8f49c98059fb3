import { describe, expect, it } from 'vitest';
import { after, DAY } from '../../../src/core/time.js';
import { LIFETIMES } from '../../../src/features/invitations/lifetimes.js';
import { invitationsStore } from '../../../src/features/invitations/store.js';
import type { TestStore } from '../../support/store.js';
import { aMember, T0 } from './samples.js';

const request = { kind: 'join', hash: 'r', name: 'ئاراس', organisation: null, language: 'ckb', askedAt: T0 } as const;

export function describeInvitations(store: () => TestStore): void {
  describe('invitations', () => {
    const invitations = () => invitationsStore(store().autocommit.tx);
    const add = () => store().autocommit.members.insert(aMember());

    it('are used once, with all others of their member, and not after their end or by a clock set back', async () => {
      const [zahra, hawre] = [await add(), await add()];
      const end = after(T0, LIFETIMES.invitation);
      await invitations().add([
        { hash: 'a', member: zahra, madeAt: T0, expiresAt: end },
        { hash: 'b', member: zahra, madeAt: T0, expiresAt: end },
        { hash: 'c', member: hawre, madeAt: T0, expiresAt: end },
      ]);
      expect(await invitations().find('a', T0)).toBe(zahra);
      expect(await invitations().find('a', end)).toBeUndefined();
      expect(await invitations().find('a', after(T0, -DAY))).toBeUndefined();
      expect(await Promise.all([invitations().use('a', T0), invitations().use('a', T0)])).toContain(undefined);
      expect(await invitations().use('b', T0)).toBeUndefined();
      await invitations().merge(hawre, zahra);
      expect(await invitations().of(zahra)).toHaveLength(1);
      await invitations().removeOf(zahra);
      expect(await invitations().find('c', T0)).toBeUndefined();
    });

    it('counts requests, takes each once, and erases what has run out', async () => {
      const first = await invitations().ask(request);
      const second = await invitations().ask({ ...request, kind: 'link', hash: null, askedAt: after(T0, DAY) });
      expect(await invitations().countRequests('link', T0)).toEqual({ all: 1, recent: 1 });
      expect(await invitations().countRequests(undefined, T0)).toEqual({ all: 2, recent: 1 });
      expect((await invitations().nextRequest(first))?.id).toBe(second);
      expect(await invitations().requestByHash('r')).toMatchObject({ id: first, name: 'ئاراس' });
      expect([await invitations().removeRequest(first), await invitations().removeRequest(first)]).toEqual([true, false]);
      const next = after(T0, DAY + LIFETIMES.entryRequest);
      expect(await invitations().expire(T0)).toBe(next);
      expect(await invitations().expire(next)).toBeUndefined();
      expect(await invitations().request(second)).toBeUndefined();
    });
  });
}
