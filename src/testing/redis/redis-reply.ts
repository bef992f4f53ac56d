/** A reply of Redis as JSON can hold it. Integers are numbers, nil is null. */
export type RedisReply = string | number | null | readonly RedisReply[];

/** A command's refusal, such as `WRONGTYPE ...`: thrown by whoever runs commands, told to the client in its reply. */
export class RedisErrorReply extends Error {
  override readonly name = 'RedisErrorReply';
}

/** Runs Redis commands: a table in memory, or a real server. */
export interface RedisExecutor {
  /** @throws RedisErrorReply when the command is refused. */
  execute(command: readonly string[]): Promise<RedisReply>;
  /**
   * Runs commands as one, none in between; each has its own reply or refusal.
   * @throws RedisErrorReply when one is malformed, and none was run.
   */
  transaction(commands: readonly (readonly string[])[]): Promise<readonly (RedisReply | RedisErrorReply)[]>;
  close(): Promise<void>;
}
