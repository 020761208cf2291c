import { makeClient } from './client.ts';

/** The server this page came from. */
export const desk = makeClient();
