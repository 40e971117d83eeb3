import { Controller, Get, Param, Req, Res, applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { UploadId } from '@fingerpost/contracts/files';
import { FORMATS } from '@fingerpost/contracts/formats';
import { Public } from '../http/decorators.js';
import type { ViewedRequest } from '../http/viewer.js';
import { PostFiles } from './post-files.js';

const FILE = Object.fromEntries(Object.values(FORMATS).map(({ type }) => [type, { schema: {} }]));
const ReturnsFile = () =>
  applyDecorators(
    ApiResponse({ status: 200, description: 'The picture, or the file to be saved', content: FILE }),
    ApiResponse({ status: 206, description: 'The part that was asked for', content: FILE }),
  );

/** What posts show and name; given by `/api/uploads`. */
@Controller('api/files')
export class PostFilesController {
  constructor(private readonly files: PostFiles) {}

  @Get(':name')
  @Public()
  @ReturnsFile()
  get(
    @Req() request: ViewedRequest,
    @Res() reply: FastifyReply,
    @Param('name', { schema: UploadId }) name: string,
  ) {
    return this.files.send(request, reply, name);
  }
}
