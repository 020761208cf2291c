import { queryClient } from '../api/query-client.ts';

const key = ['people', 'lastSearch'];

/**
 * What was searched for last, so that whoever comes back from a person's page finds the list as it was. Kept in memory, in the store that
 * is emptied at sign-out; a name has no place in an address.
 */
export const lastSearch = {
  get: (): string => queryClient.getQueryData<string>(key) ?? '',
  keep: (text: string): void => void queryClient.setQueryData(key, text),
};
