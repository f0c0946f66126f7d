package dev.holdfast.web.problem;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists the codes that answers may carry, each with its status. */
public enum ProblemType {
  /** The body or a parameter breaks its rule. */
  REQUEST_INVALID("request.invalid", 400, "The request is not valid"),
  /** The body has a member that nobody knows. */
  UNKNOWN_MEMBER("request.unknown_member", 400, "The body has an unknown member"),
  /** An instance id breaks its rule. */
  INVALID_INSTANCE_ID("instance.invalid_id", 400, "The instance id is not allowed"),
  /** An event type breaks its rule. */
  INVALID_EVENT_TYPE("event.invalid_type", 400, "The event type is not allowed"),
  /** An event id breaks its rule. */
  INVALID_EVENT_ID("event.invalid_id", 400, "The event id is not allowed"),
  /** A text is not a duration. */
  INVALID_DURATION("duration.invalid", 400, "The duration is not understood"),
  /** An option is out of its bounds. */
  INVALID_OPTIONS("options.invalid", 400, "An option is out of its bounds"),
  /** The params do not fit the workflow. */
  INVALID_PARAMS("params.invalid", 400, "The params do not fit the workflow"),
  /** A batch without entries. */
  EMPTY_BATCH("batch.empty", 400, "The batch is empty"),
  /** A batch with too many entries. */
  LARGE_BATCH("batch.too_large", 400, "The batch has too many entries"),
  /** No login. */
  LOGIN_REQUIRED("access.denied", 401, "Log in first"),
  /** The caller lacks the role. */
  ACCESS_DENIED("access.denied", 403, "The caller may not do this"),
  /** Too many wrong passwords. */
  LOGIN_THROTTLED("access.throttled", 429, "Too many logins have failed"),
  /** Nothing is deployed under that name. */
  WORKFLOW_NOT_FOUND("workflow.not_found", 404, "There is no such workflow"),
  /** No instance has that id. */
  INSTANCE_NOT_FOUND("instance.not_found", 404, "There is no such instance"),
  /** The instance has no such step. */
  STEP_NOT_FOUND("step.not_found", 404, "There is no such step"),
  /** No job has that id. */
  JOB_NOT_FOUND("job.not_found", 404, "There is no such job"),
  /** No parked message has that id. */
  MESSAGE_NOT_FOUND("message.not_found", 404, "There is no such parked message"),
  /** Nothing answers at that path. */
  PATH_NOT_FOUND("request.path_not_found", 404, "There is nothing at this path"),
  /** The path does not know the method. */
  METHOD_NOT_ALLOWED("request.method_not_allowed", 405, "The path does not know this method"),
  /** The caller wants something else than JSON. */
  NOT_ACCEPTABLE("request.not_acceptable", 406, "The answer is not available in this form"),
  /** The id is taken. */
  ALREADY_EXISTS("instance.already_exists", 409, "The instance id is taken"),
  /** The status forbids the call. */
  ILLEGAL_STATUS("instance.illegal_status", 409, "The status of the instance forbids this"),
  /** The instance takes no more events. */
  FINISHED("instance.finished", 409, "The instance takes no more events"),
  /** There is nothing to restart from. */
  CANNOT_RESTART("instance.cannot_restart", 409, "The instance cannot be restarted from there"),
  /** Another job of the kind is active for the workflow. */
  JOB_ACTIVE("job.already_active", 409, "Another job of this kind is active"),
  /** The status of the job forbids the call. */
  JOB_ILLEGAL_STATUS("job.illegal_status", 409, "The status of the job forbids this"),
  /** A payload or body is over its limit. */
  TOO_LARGE("payload.too_large", 413, "The payload is too large"),
  /** The body is not JSON by its own account. */
  UNSUPPORTED_MEDIA_TYPE("request.unsupported_media_type", 415, "The body must be JSON"),
  /** Too many creations. */
  RATE_EXCEEDED("create.rate_exceeded", 429, "Too many instances are being created"),
  /** Too many queued instances. */
  QUEUE_FULL("queue.full", 429, "Too many instances are queued"),
  /** Too many events that nobody has taken. */
  BUFFER_FULL("event.buffer_full", 429, "The instance has too many events waiting"),
  /** Too many event logs are being followed. */
  STREAMS_FULL("streams.full", 429, "Too many event logs are being followed"),
  /** The database is out of reach. */
  UNAVAILABLE("journal.unavailable", 503, "The journal cannot be reached at present"),
  /** Something that nobody expected. */
  INTERNAL("internal", 500, "Something went wrong");

  private static final Map<String, ProblemType> BY_CODE =
      Arrays.stream(values())
          .filter(type -> type != LOGIN_REQUIRED)
          .collect(Collectors.toUnmodifiableMap(ProblemType::code, Function.identity()));

  private final String code;
  private final int status;
  private final String title;

  ProblemType(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /**
   * Looks for what a code means over HTTP.
   *
   * @param code the code of an error
   * @return its type, or empty for a code that callers should never meet
   */
  public static Optional<ProblemType> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /**
   * Looks for what a status of the platform means.
   *
   * @param status the status
   * @return its type; {@code request.invalid} and {@code internal} stand for the others
   */
  public static ProblemType ofStatus(int status) {
    return switch (status) {
      case 401 -> LOGIN_REQUIRED;
      case 403 -> ACCESS_DENIED;
      case 404 -> PATH_NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 413 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> LOGIN_THROTTLED;
      default -> status >= 400 && status < 500 ? REQUEST_INVALID : INTERNAL;
    };
  }

  /**
   * Returns the stable code.
   *
   * @return such as {@code instance.not_found}
   */
  public String code() {
    return code;
  }

  /**
   * Returns the status of HTTP.
   *
   * @return such as 404
   */
  public int status() {
    return status;
  }

  /**
   * Returns what it is about, the same for every problem of this type.
   *
   * @return a short sentence
   */
  public String title() {
    return title;
  }
}
