import type { Answered } from '@kshem/contract/endpoint.ts';
import { listCategories } from '@kshem/contract/help-desk.ts';
import { useAsk } from '../api/use-ask.ts';

export type Category = Answered<typeof listCategories>['items'][number];

/** The district's categories: those that may be given, and what each wants. */
export function useCategories() {
  const asked = useAsk(listCategories, undefined, { staleTime: 60_000 });
  const all = asked.data?.items ?? [];
  return {
    asked,
    /** Withdrawn ones only where somebody has it already. */
    given: (has: string): readonly Category[] => all.filter(({ code, withdrawnAt }) => withdrawnAt === null || code === has),
    ofOfficer: (code: string): boolean => all.find((one) => one.code === code)?.ofOfficer === true,
  };
}
