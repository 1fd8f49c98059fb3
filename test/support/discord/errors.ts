/** An answer that Discord refuses with: HTTP status and its JSON error code. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const invalid = (message: string): ApiError => new ApiError(400, 50035, `Invalid Form Body: ${message}`);
export const unknownChannel = (): ApiError => new ApiError(404, 10003, 'Unknown Channel');
export const unknownMessage = (): ApiError => new ApiError(404, 10008, 'Unknown Message');
export const missingAccess = (): ApiError => new ApiError(403, 50001, 'Missing Access');
export const threadArchived = (): ApiError => new ApiError(400, 50083, 'Thread is archived');
export const threadLocked = (): ApiError => new ApiError(403, 160005, 'Thread is locked');
export const missingPermissions = (): ApiError => new ApiError(403, 50013, 'Missing Permissions');
