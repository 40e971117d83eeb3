import { HttpCode, SetMetadata, applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiResponse } from '@nestjs/swagger';
import type { Ability } from '@fingerpost/contracts/permissions';
import type { z } from 'zod';
import type { ReturnsConfig } from './serializer.js';

export const ACCESS = 'fingerpost:access';
export const RATE = 'fingerpost:rate';
export const ANY_ORIGIN = 'fingerpost:any-origin';

/** What a route declares of its callers: `public`, or an ability that only the signed-in can have. */
export type DeclaredAccess = 'public' | Ability;

/** Anybody may call; what they get depends on who they are. */
export const Public = () => SetMetadata(ACCESS, 'public' satisfies DeclaredAccess);

/** Only a signed-in member may call, and the service asks the policy of this name. */
export const Can = (ability: Ability) => SetMetadata(ACCESS, ability);

/** A write that no session stands behind, but what is in its address: mail programs send it, without an Origin. */
export const FromAnywhere = () => SetMetadata(ANY_ORIGIN, true);

/** What the route answers: documents it, and strips what the schema does not name. */
export const Returns = (schema: z.ZodType, status = 200) =>
  applyDecorators(
    HttpCode(status),
    RouteConfig({ returns: schema } satisfies ReturnsConfig),
    ApiResponse({ status, standardSchema: schema as never }),
  );

export const ReturnsNothing = () =>
  applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: 'Done' }));

/** A tighter limit than the general one: `max` in `seconds`, counted under `name`. */
export interface Rate {
  name: string;
  max: number;
  seconds: number;
}
export const Limited = (name: string, max: number, seconds: number) =>
  SetMetadata(RATE, { name, max, seconds } satisfies Rate);
