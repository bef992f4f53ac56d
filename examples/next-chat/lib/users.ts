/** Two people, to see that neither is given the other's answers. */
export const users = ['Ada', 'Ben'] as const;
export type User = (typeof users)[number];
