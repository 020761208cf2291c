import { useNavigate, useRouterState } from '@tanstack/react-router';
import { given } from '../api/given.ts';

type Filters<S> = {
  readonly search: S;
  readonly filtered: boolean;
  /** A part that is undefined is not filtered by any more. */
  readonly change: (part: S) => void;
  readonly clear: () => void;
};

/** The filters of a page, kept in its address, so that a link shows another the same list. Their shape is the route's validateSearch. */
export function useFilters<S extends object>(): Filters<S> {
  // As the route's validateSearch read it; as text, so that the page is drawn again only when it has changed.
  const written = useRouterState({
    select: ({ matches }) => JSON.stringify(matches.at(-1)?.search ?? {}),
    structuralSharing: true,
  });
  const search = JSON.parse(written) as S;
  const navigate = useNavigate();
  const go = (next: object) => void navigate({ to: '.', search: next as never, replace: true });
  return {
    search,
    filtered: Object.keys(given(search)).length > 0,
    change: (part) => go(given({ ...search, ...part })),
    clear: () => go({}),
  };
}
