import { holds } from '../../core/fold.js';
import type { Tx } from '../../core/transaction.js';
import type { Context } from '../../feature-api/index.js';
import type { AccountUse, People, Person } from '../../ports/people.js';
import { ensureMember, isUpToDate, memberJoined } from './accounts.js';
import { eraseAll } from './erase.js';
import { findByText } from './find.js';
import { memberLeft } from './leaving.js';
import { accountsStore, hasChanged, membersStore, noticesStore } from './store/index.js';
import type { Member } from './types.js';

function toPerson({ id, name, language, timezone, role, status, isBot }: Member): Person {
  return { id, name, language, timezone, role, status, isBot };
}

const toUse = ({ account, direct }: AccountUse) => ({ account, opened: direct });

/** The members, as engines and adapters see them. `contextOf` gives the context that holds them, once it is made. */
export function membersPeople(tx: Tx, contextOf: () => Context): People {
  const members = membersStore(tx);
  const accounts = accountsStore(tx);
  return {
    async find(id) {
      const member = await members.find(id);
      return member && toPerson(member);
    },
    findMany: async (ids) => (await members.findMany(ids)).map(toPerson),
    async findByAccount(account) {
      const member = await members.findByAccount(account);
      return member && toPerson(member);
    },
    accounts: accounts.present,
    reader: noticesStore(tx).reader,
    lastUsedPlatforms: accounts.lastUsedPlatforms,
    usersOn: accounts.usersOn,
    leftFrom: accounts.leftFrom,
    hasLeft: accounts.hasLeft,
    organisers: async () => (await members.organisers()).map(toPerson),
    async search(text, limit) {
      const found = await members.list({ text, isBot: false }, { offset: 0, limit: 200 });
      return found
        .filter(({ name, status }) => status !== 'left' && holds(name, text))
        .slice(0, limit)
        .map(({ name }) => name);
    },
    eraseAll: (isErased) => eraseAll(contextOf(), isErased),
    findByText: (typed, asker) => findByText(contextOf(), typed, asker),
    async resolve(account, profile) {
      const context = contextOf();
      const found = await members.findWithAccount(account);
      const known = found?.member;
      if (known && !found.hasLeft && isUpToDate(context, known, account)) return toPerson(known);
      const platformProfile = known ? undefined : await profile?.();
      try {
        return toPerson(await context.atomically((inside) => ensureMember(inside, account, platformProfile)));
      } catch (error) {
        if (context.inTransaction || known) throw error;
        // Another process made the same newcomer a moment earlier.
        const made = await members.findByAccount(account);
        if (!made) throw error;
        return toPerson(made);
      }
    },
    async upToDate(asked, at) {
      const found = await accounts.usersOf(asked.map(toUse), at);
      return asked.map(({ account }, index) => {
        const known = found[index];
        return known && isUpToDate(contextOf(), known.person, account) ? known : undefined;
      });
    },
    hasChanged: (id) => hasChanged(tx, id),
    joined: (event) => contextOf().atomically((inside) => memberJoined(inside, event)),
    left: (account) => contextOf().atomically((inside) => memberLeft(inside, account)),
    sawActive: (uses, at) => accounts.touch(uses.map(toUse), at),
  };
}
