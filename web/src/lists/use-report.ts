import { readImportReport } from '@kshem/contract/intake.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { given } from '../api/given.ts';
import { ask } from '../api/use-ask.ts';
import type { Pages } from '../api/use-pages.ts';
import type { reportParts } from './lists-search.ts';

type Report = Awaited<ReturnType<typeof ask<typeof readImportReport>>>;
export type ReportPart = (typeof reportParts)[number];
export type ReportRow<P extends ReportPart> = Report[P][number];

/** One part of what an import found, page after page. */
export function useReport<P extends ReportPart>(importId: string, part: P, enabled: boolean): Pages<ReportRow<P>> {
  const asked = useInfiniteQuery({
    queryKey: [readImportReport.name, importId, part],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ask(readImportReport, { params: { importId }, query: { part, ...given({ after: pageParam }) }, signal }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  return {
    items: asked.data?.pages.flatMap((page) => page[part] as readonly ReportRow<P>[]) ?? [],
    isPending: asked.isPending && enabled,
    error: asked.error,
    hasMore: asked.hasNextPage,
    isFetchingMore: asked.isFetchingNextPage,
    more: () => void (asked.isFetchingNextPage || asked.fetchNextPage()),
    refetch: () => void asked.refetch(),
  };
}
