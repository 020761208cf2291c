import type { Text } from '../text.ts';

/** Whose people somebody is. */
export type Category = {
  readonly code: string;
  readonly title: Text;
  /** A serving, retired or fallen officer stands behind it, and the family stands under that officer. */
  readonly ofOfficer: boolean;
};

/** What every district begins with; it may rename these, withdraw them and add its own. */
export const shippedCategories: readonly Category[] = [
  { code: 'police-family', title: { hi: 'पुलिस परिवार', en: 'Police family' }, ofOfficer: true },
  { code: 'martyr-family', title: { hi: 'शहीद परिवार', en: 'Martyr’s family' }, ofOfficer: true },
  { code: 'retired', title: { hi: 'सेवानिवृत्त', en: 'Retired' }, ofOfficer: true },
  { code: 'public', title: { hi: 'आम नागरिक', en: 'Public' }, ofOfficer: false },
];

export type KeptCategory = Category & { readonly withdrawnAt: Date | null };

/**
 * The shipped categories with what a district has changed of them, then its own. A withdrawn one is among them: people who were registered
 * under it are still read by its name.
 */
export function categoriesOf(kept: readonly KeptCategory[]): readonly KeptCategory[] {
  const own = new Map(kept.map((category) => [category.code, category]));
  const shipped = shippedCategories.map((category) => own.get(category.code) ?? { ...category, withdrawnAt: null });
  const added = kept.filter(({ code }) => !shippedCategories.some((one) => one.code === code));
  return [...shipped, ...added];
}
