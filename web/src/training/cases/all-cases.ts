import type { PracticeCase } from '../practice-case.ts';
import { firstCall } from './first-call.ts';
import { hiddenBreath } from './hidden-breath.ts';
import { threeDays } from './three-days.ts';
import { vagueAnswers } from './vague-answers.ts';
import { whatTheyLack } from './what-they-lack.ts';
import { whoPicksUp } from './who-picks-up.ts';

/** In the order in which somebody new takes them. */
export const allCases: readonly PracticeCase[] = [firstCall, whoPicksUp, vagueAnswers, whatTheyLack, hiddenBreath, threeDays];
