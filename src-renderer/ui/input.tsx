import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const fieldClasses =
  'w-full rounded-md border border-input bg-background px-2.5 text-sm transition-colors duration-100 disabled:opacity-50 aria-invalid:border-danger';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} className={cn(fieldClasses, 'h-8', className)} {...props} />;
}
