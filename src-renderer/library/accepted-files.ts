/** For `<input type="file">`. Wider than what can be posted: a file that cannot is refused with what to do instead. */
export const acceptedFiles = 'image/*,video/*,application/pdf';
