import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { toApiError } from '#ui/api/api-error.ts';

/**
 * Puts a refused request's sentence at the field it names. False when it names none of this form: then it belongs
 * beside the form.
 */
export function showFieldError<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'getValues' | 'setError'>,
  error: unknown,
): boolean {
  const { field, message } = toApiError(error);
  if (field === null || !(field in form.getValues())) return false;
  form.setError(field as Path<Values>, { message }, { shouldFocus: true });
  return true;
}
