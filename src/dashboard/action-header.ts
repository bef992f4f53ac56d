/** The header that every action carries. A page of another origin can't send it unasked. */
export const ACTION_HEADER = 'x-reprise-dashboard';
