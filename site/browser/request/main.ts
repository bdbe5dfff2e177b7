import { start } from './open-form.ts'
import { serve } from './thread.ts'

if (typeof document === 'undefined') serve()
else start()
