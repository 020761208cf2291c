/** Headings of the two columns a rejects file has beside the office's own; by them it is known when it comes back corrected. */
export const answerHeadings = ['क्या ग़लत है / What is wrong', 'क्या करें / What to do'] as const;
