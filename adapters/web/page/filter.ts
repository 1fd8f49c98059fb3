/** Whether what somebody types into a list's filter fits a choice: in any case, and without the marks of its letters. */
export function isMatch({ label, description }: { readonly label: string; readonly description?: string }, typed: string): boolean {
  return folded(`${label} ${description ?? ''}`).includes(folded(typed.trim()));
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
