/** Functions of other libraries that by their names end in an error. */
export const soundsFatal =
  /(?:^|_)(?:fail|fails|failed|failure|throw|rethrow|abort|die|fatal|panic|raise|bail|exit|error)(?:_|$)|(?:[a-z](?:Error|Fail|Failed|Failure|Throw|Abort|Die|Fatal|Panic|Raise|Exit))$/u;

/** Functions of other libraries that by their names report something. */
export const soundsReporting = /log|err|report|msg|message|warn|usage|assert|check|complain/iu;
