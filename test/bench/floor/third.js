import * as z from 'zod';

export const third = z;
