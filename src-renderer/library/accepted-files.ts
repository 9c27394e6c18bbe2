import { attachedMediaSchema } from '#shared/model/content.ts';

/** For `<input type="file">`: what can be attached to a post. Anything else is refused with a reason when it is sent. */
export const acceptedFiles = attachedMediaSchema.shape.type.options.join(',');
