import { RepriseError, StoreFailedError } from '../errors.ts';

/** Codes that begin an error of Redis or Upstash: safe to tell, unlike the rest of the message. */
const errorCode =
  /(?:^|failed: )(ERR|WRONGPASS|WRONGTYPE|NOAUTH|NOPERM|OOM|READONLY|BUSY|LOADING|MISCONF|EXECABORT|UNAVAILABLE)\b/;

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  switch (error.name) {
    case 'AbortError':
    case 'TimeoutError':
      return 'aborted';
    case 'UpstashJSONParseError':
    case 'SyntaxError':
      return 'not JSON';
    case 'UrlError':
      return 'invalid URL';
    case 'UpstashError':
      break;
    case 'TypeError':
      // The client reads a reply of the wrong shape as if it were right; a failed fetch says so, or has a cause.
      return error.cause === undefined && !/fetch|network|load|terminated/i.test(error.message)
        ? 'unexpected reply'
        : 'network';
    default:
      return 'network';
  }
  // All after this is the command, which may hold anything.
  const [message = ''] = error.message.split(', command was:', 1);
  const code = errorCode.exec(message)?.[1];
  if (code === 'WRONGPASS' || code === 'NOAUTH' || /^unauthorized/i.test(message)) return 'unauthorized';
  if (/max (\w+ )*(requests?|commands?)|rate limit|too many requests/i.test(message)) return 'rate limited';
  if (/max (\w+ )*size|too large/i.test(message)) return 'request too large';
  return code ?? 'refused';
}

/**
 * What may be told of a client's error: the operation, and one of a few kinds. The error itself is dropped, since
 * its message quotes the whole command, and with it prompts and answers.
 */
export function upstashFailure(operation: string, error: unknown): RepriseError {
  return RepriseError.isInstance(error) ? error : new StoreFailedError(operation, kindOf(error));
}

export function unexpectedReply(operation: string): StoreFailedError {
  return new StoreFailedError(operation, 'unexpected reply');
}
