import { describe, expect, it } from 'vitest';
import { isMatch } from '../../../adapters/web/page/filter.js';

describe('the filter of a list of choices', () => {
  it('finds a part of a label or description, in any case', () => {
    expect(isMatch({ label: 'Proposal writing' }, 'WRIT')).toBe(true);
    expect(isMatch({ label: 'Law', description: 'Contracts and permits' }, 'permit')).toBe(true);
    expect(isMatch({ label: 'Law' }, 'proposal')).toBe(false);
    expect(isMatch({ label: 'Law' }, '  ')).toBe(true);
  });

  it('does not ask for the marks of letters', () => {
    expect(isMatch({ label: 'Élan' }, 'elan')).toBe(true);
    expect(isMatch({ label: 'كتابة المقترحات، أمن رقمي' }, 'امن')).toBe(true);
    expect(isMatch({ label: 'مُناصَرة' }, 'مناصرة')).toBe(true);
  });
});
