/**
 * `dynpgext/flush`: a request without parameters, answered with null as soon as everything that the client sent
 * before it has been read, analysed and published.
 */
export const flushMethod = "dynpgext/flush";
