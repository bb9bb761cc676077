const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;
"use strict";var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var text_exports={};__export(text_exports,{text:()=>text});module.exports=__toCommonJS(text_exports);function filesWithV1(report){return report.files.filter(f=>f.status!=="unchanged"||f.findings.length>0)}function codeWithV1(report){return filesWithV1(report).filter(f=>f.kind!=="packages")}function countFindings(files){let counts={upgraded:0,changed:0,decision:0,unsupported:0};for(let f of files)for(let finding of f.findings)counts[finding.effort]++;return counts}var Diff=class{diff(oldStr,newStr,options={}){let callback;typeof options=="function"?(callback=options,options={}):"callback"in options&&(callback=options.callback);let oldString=this.castInput(oldStr,options),newString=this.castInput(newStr,options),oldTokens=this.removeEmpty(this.tokenize(oldString,options)),newTokens=this.removeEmpty(this.tokenize(newString,options));return this.diffWithOptionsObj(oldTokens,newTokens,options,callback)}diffWithOptionsObj(oldTokens,newTokens,options,callback){var _a;let done=value=>{if(value=this.postProcess(value,options),callback){setTimeout(function(){callback(value)},0);return}else return value},newLen=newTokens.length,oldLen=oldTokens.length,editLength=1,maxEditLength=newLen+oldLen;options.maxEditLength!=null&&(maxEditLength=Math.min(maxEditLength,options.maxEditLength));let maxExecutionTime=(_a=options.timeout)!==null&&_a!==void 0?_a:1/0,abortAfterTimestamp=Date.now()+maxExecutionTime,bestPath=[{oldPos:-1,lastComponent:void 0}],newPos=this.extractCommon(bestPath[0],newTokens,oldTokens,0,options);if(bestPath[0].oldPos+1>=oldLen&&newPos+1>=newLen)return done(this.buildValues(bestPath[0].lastComponent,newTokens,oldTokens));let minDiagonalToConsider=-1/0,maxDiagonalToConsider=1/0,execEditLength=()=>{for(let diagonalPath=Math.max(minDiagonalToConsider,-editLength);diagonalPath<=Math.min(maxDiagonalToConsider,editLength);diagonalPath+=2){let basePath,removePath=bestPath[diagonalPath-1],addPath=bestPath[diagonalPath+1];removePath&&(bestPath[diagonalPath-1]=void 0);let canAdd=!1;if(addPath){let addPathNewPos=addPath.oldPos-diagonalPath;canAdd=addPath&&0<=addPathNewPos&&addPathNewPos<newLen}let canRemove=removePath&&removePath.oldPos+1<oldLen;if(!canAdd&&!canRemove){bestPath[diagonalPath]=void 0;continue}if(!canRemove||canAdd&&removePath.oldPos<addPath.oldPos?basePath=this.addToPath(addPath,!0,!1,0,options):basePath=this.addToPath(removePath,!1,!0,1,options),newPos=this.extractCommon(basePath,newTokens,oldTokens,diagonalPath,options),basePath.oldPos+1>=oldLen&&newPos+1>=newLen)return done(this.buildValues(basePath.lastComponent,newTokens,oldTokens))||!0;bestPath[diagonalPath]=basePath,basePath.oldPos+1>=oldLen&&(maxDiagonalToConsider=Math.min(maxDiagonalToConsider,diagonalPath-1)),newPos+1>=newLen&&(minDiagonalToConsider=Math.max(minDiagonalToConsider,diagonalPath+1))}editLength++};if(callback)(function exec(){setTimeout(function(){if(editLength>maxEditLength||Date.now()>abortAfterTimestamp)return callback(void 0);execEditLength()||exec()},0)})();else for(;editLength<=maxEditLength&&Date.now()<=abortAfterTimestamp;){let ret=execEditLength();if(ret)return ret}}addToPath(path,added,removed,oldPosInc,options){let last=path.lastComponent;return last&&!options.oneChangePerToken&&last.added===added&&last.removed===removed?{oldPos:path.oldPos+oldPosInc,lastComponent:{count:last.count+1,added,removed,previousComponent:last.previousComponent}}:{oldPos:path.oldPos+oldPosInc,lastComponent:{count:1,added,removed,previousComponent:last}}}extractCommon(basePath,newTokens,oldTokens,diagonalPath,options){let newLen=newTokens.length,oldLen=oldTokens.length,oldPos=basePath.oldPos,newPos=oldPos-diagonalPath,commonCount=0;for(;newPos+1<newLen&&oldPos+1<oldLen&&this.equals(oldTokens[oldPos+1],newTokens[newPos+1],options);)newPos++,oldPos++,commonCount++,options.oneChangePerToken&&(basePath.lastComponent={count:1,previousComponent:basePath.lastComponent,added:!1,removed:!1});return commonCount&&!options.oneChangePerToken&&(basePath.lastComponent={count:commonCount,previousComponent:basePath.lastComponent,added:!1,removed:!1}),basePath.oldPos=oldPos,newPos}equals(left,right,options){return options.comparator?options.comparator(left,right):left===right||!!options.ignoreCase&&left.toLowerCase()===right.toLowerCase()}removeEmpty(array){let ret=[];for(let i=0;i<array.length;i++)array[i]&&ret.push(array[i]);return ret}castInput(value,options){return value}tokenize(value,options){return Array.from(value)}join(chars){return chars.join("")}postProcess(changeObjects,options){return changeObjects}get useLongestToken(){return!1}buildValues(lastComponent,newTokens,oldTokens){let components=[],nextComponent;for(;lastComponent;)components.push(lastComponent),nextComponent=lastComponent.previousComponent,delete lastComponent.previousComponent,lastComponent=nextComponent;components.reverse();let componentLen=components.length,componentPos=0,newPos=0,oldPos=0;for(;componentPos<componentLen;componentPos++){let component=components[componentPos];if(component.removed)component.value=this.join(oldTokens.slice(oldPos,oldPos+component.count)),oldPos+=component.count;else{if(!component.added&&this.useLongestToken){let value=newTokens.slice(newPos,newPos+component.count);value=value.map(function(value2,i){let oldValue=oldTokens[oldPos+i];return oldValue.length>value2.length?oldValue:value2}),component.value=this.join(value)}else component.value=this.join(newTokens.slice(newPos,newPos+component.count));newPos+=component.count,component.added||(oldPos+=component.count)}}return components}};var LineDiff=class extends Diff{constructor(){super(...arguments),this.tokenize=tokenize}equals(left,right,options){return options.ignoreWhitespace?((!options.newlineIsToken||!left.includes(`
`))&&(left=left.trim()),(!options.newlineIsToken||!right.includes(`
`))&&(right=right.trim())):options.ignoreNewlineAtEof&&!options.newlineIsToken&&(left.endsWith(`
`)&&(left=left.slice(0,-1)),right.endsWith(`
`)&&(right=right.slice(0,-1))),super.equals(left,right,options)}},lineDiff=new LineDiff;function diffLines(oldStr,newStr,options){return lineDiff.diff(oldStr,newStr,options)}function tokenize(value,options){options.stripTrailingCr&&(value=value.replace(/\r\n/g,`
`));let retLines=[],linesAndNewlines=value.split(/(\n|\r\n)/);linesAndNewlines[linesAndNewlines.length-1]||linesAndNewlines.pop();for(let i=0;i<linesAndNewlines.length;i++){let line=linesAndNewlines[i];i%2&&!options.newlineIsToken?retLines[retLines.length-1]+=line:retLines.push(line)}return retLines}function needsQuoting(s){for(let i=0;i<s.length;i++)if(s[i]<" "||s[i]>"~"||s[i]==='"'||s[i]==="\\")return!0;return!1}function quoteFileNameIfNeeded(s){if(!needsQuoting(s))return s;let result='"',bytes=new TextEncoder().encode(s),i=0;for(;i<bytes.length;){let b=bytes[i];b===7?result+="\\a":b===8?result+="\\b":b===9?result+="\\t":b===10?result+="\\n":b===11?result+="\\v":b===12?result+="\\f":b===13?result+="\\r":b===34?result+='\\"':b===92?result+="\\\\":b>=32&&b<=126?result+=String.fromCharCode(b):result+="\\"+b.toString(8).padStart(3,"0"),i++}return result+='"',result}var INCLUDE_HEADERS={includeIndex:!0,includeUnderline:!0,includeFileHeaders:!0};var OMIT_HEADERS={includeIndex:!1,includeUnderline:!1,includeFileHeaders:!1};function structuredPatch(oldFileName,newFileName,oldStr,newStr,oldHeader,newHeader,options){let optionsObj;options?typeof options=="function"?optionsObj={callback:options}:optionsObj=options:optionsObj={},typeof optionsObj.context>"u"&&(optionsObj.context=4);let context=optionsObj.context;if(optionsObj.newlineIsToken)throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");if(optionsObj.callback){let{callback}=optionsObj;diffLines(oldStr,newStr,Object.assign(Object.assign({},optionsObj),{callback:diff=>{let patch2=diffLinesResultToPatch(diff);callback(patch2)}}))}else return diffLinesResultToPatch(diffLines(oldStr,newStr,optionsObj));function diffLinesResultToPatch(diff){if(!diff)return;diff.push({value:"",lines:[]});function contextLines(lines){return lines.map(function(entry){return" "+entry})}let hunks=[],oldRangeStart=0,newRangeStart=0,curRange=[],oldLine=1,newLine=1;for(let i=0;i<diff.length;i++){let current=diff[i],lines=current.lines||splitLines(current.value);if(current.lines=lines,current.added||current.removed){if(!oldRangeStart){let prev=diff[i-1];oldRangeStart=oldLine,newRangeStart=newLine,prev&&(curRange=context>0?contextLines(prev.lines.slice(-context)):[],oldRangeStart-=curRange.length,newRangeStart-=curRange.length)}for(let line of lines)curRange.push((current.added?"+":"-")+line);current.added?newLine+=lines.length:oldLine+=lines.length}else{if(oldRangeStart)if(lines.length<=context*2&&i<diff.length-2)for(let line of contextLines(lines))curRange.push(line);else{let contextSize=Math.min(lines.length,context);for(let line of contextLines(lines.slice(0,contextSize)))curRange.push(line);let hunk={oldStart:oldRangeStart,oldLines:oldLine-oldRangeStart+contextSize,newStart:newRangeStart,newLines:newLine-newRangeStart+contextSize,lines:curRange};hunks.push(hunk),oldRangeStart=0,newRangeStart=0,curRange=[]}oldLine+=lines.length,newLine+=lines.length}}for(let hunk of hunks)for(let i=0;i<hunk.lines.length;i++)hunk.lines[i].endsWith(`
`)?hunk.lines[i]=hunk.lines[i].slice(0,-1):(hunk.lines.splice(i+1,0,"\\ No newline at end of file"),i++);return{oldFileName,newFileName,oldHeader,newHeader,hunks}}}function formatPatch(patch2,headerOptions){var _a,_b,_c,_d,_e,_f;if(headerOptions||(headerOptions=INCLUDE_HEADERS),Array.isArray(patch2)){if(patch2.length>1&&!headerOptions.includeFileHeaders&&!patch2.every(p=>p.isGit))throw new Error("Cannot omit file headers on a multi-file patch. (The result would be unparseable; how would a tool trying to apply the patch know which changes are to which file?)");return patch2.map(p=>formatPatch(p,headerOptions)).join(`
`)}let ret=[];if(patch2.isGit){if(headerOptions=INCLUDE_HEADERS,!patch2.oldFileName)throw new Error("oldFileName must be specified for Git patches");if(!patch2.newFileName)throw new Error("newFileName must be specified for Git patches");let gitOldName=patch2.oldFileName,gitNewName=patch2.newFileName;patch2.isCreate&&gitOldName==="/dev/null"?gitOldName=gitNewName.replace(/^b\//,"a/"):patch2.isDelete&&gitNewName==="/dev/null"&&(gitNewName=gitOldName.replace(/^a\//,"b/")),ret.push("diff --git "+quoteFileNameIfNeeded(gitOldName)+" "+quoteFileNameIfNeeded(gitNewName)),patch2.isDelete&&ret.push("deleted file mode "+((_a=patch2.oldMode)!==null&&_a!==void 0?_a:"100644")),patch2.isCreate&&ret.push("new file mode "+((_b=patch2.newMode)!==null&&_b!==void 0?_b:"100644")),patch2.oldMode&&patch2.newMode&&!patch2.isDelete&&!patch2.isCreate&&(ret.push("old mode "+patch2.oldMode),ret.push("new mode "+patch2.newMode)),patch2.isRename&&(ret.push("rename from "+quoteFileNameIfNeeded(((_c=patch2.oldFileName)!==null&&_c!==void 0?_c:"").replace(/^a\//,""))),ret.push("rename to "+quoteFileNameIfNeeded(((_d=patch2.newFileName)!==null&&_d!==void 0?_d:"").replace(/^b\//,"")))),patch2.isCopy&&(ret.push("copy from "+quoteFileNameIfNeeded(((_e=patch2.oldFileName)!==null&&_e!==void 0?_e:"").replace(/^a\//,""))),ret.push("copy to "+quoteFileNameIfNeeded(((_f=patch2.newFileName)!==null&&_f!==void 0?_f:"").replace(/^b\//,""))))}else headerOptions.includeIndex&&patch2.oldFileName==patch2.newFileName&&patch2.oldFileName!==void 0&&ret.push("Index: "+patch2.oldFileName),headerOptions.includeUnderline&&ret.push("===================================================================");let hasHunks=patch2.hunks.length>0;headerOptions.includeFileHeaders&&patch2.oldFileName!==void 0&&patch2.newFileName!==void 0&&(!patch2.isGit||hasHunks)&&(ret.push("--- "+quoteFileNameIfNeeded(patch2.oldFileName)+(patch2.oldHeader?"	"+patch2.oldHeader:"")),ret.push("+++ "+quoteFileNameIfNeeded(patch2.newFileName)+(patch2.newHeader?"	"+patch2.newHeader:"")));for(let i=0;i<patch2.hunks.length;i++){let hunk=patch2.hunks[i],oldStart=hunk.oldLines===0?hunk.oldStart-1:hunk.oldStart,newStart=hunk.newLines===0?hunk.newStart-1:hunk.newStart;ret.push("@@ -"+oldStart+","+hunk.oldLines+" +"+newStart+","+hunk.newLines+" @@");for(let line of hunk.lines)ret.push(line)}return ret.join(`
`)+`
`}function createTwoFilesPatch(oldFileName,newFileName,oldStr,newStr,oldHeader,newHeader,options){if(typeof options=="function"&&(options={callback:options}),options?.callback){let{callback}=options;structuredPatch(oldFileName,newFileName,oldStr,newStr,oldHeader,newHeader,Object.assign(Object.assign({},options),{callback:patchObj=>{callback(patchObj?formatPatch(patchObj,options.headerOptions):void 0)}}))}else{let patchObj=structuredPatch(oldFileName,newFileName,oldStr,newStr,oldHeader,newHeader,options);return patchObj?formatPatch(patchObj,options?.headerOptions):void 0}}function splitLines(text2){let hasTrailingNl=text2.endsWith(`
`),result=text2.split(`
`).map(line=>line+`
`);return hasTrailingNl?result.pop():result.push(result.pop().slice(0,-1)),result}function diffOf(file){return ownDiff(file)+(file.created??[]).map(({path,text:text2})=>patch(path,"",text2,"/dev/null")).join("")}function ownDiff(file){return file.text===file.original?"":file.cells?file.cells.map(c=>patch(`${file.path}#cell-${c.cell}`,closed(c.before),closed(c.after))).join(""):patch(file.path,file.original,file.text)}function closed(source){return/[\r\n]$/.test(source)?source:`${source}
`}function patch(path,before,after,from=quoted(path)){let hunks=createTwoFilesPatch("","",before,after,void 0,void 0,{context:3,headerOptions:OMIT_HEADERS});return`--- ${from}
+++ ${quoted(path)}
${hunks}`}function quoted(path){return/[\x00-\x1f\x7f"\\]/.test(path)?JSON.stringify(path):path}var ORDER=["decision","unsupported","changed","upgraded"];function byImportance(findings){return[...findings].sort((a,b)=>ORDER.indexOf(a.effort)-ORDER.indexOf(b.effort))}var UNPRINTABLE=/[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;function printable(value){return value.replace(/\r(?=\n|$)/g,"").replace(UNPRINTABLE,character=>`\\u${character.charCodeAt(0).toString(16).padStart(4,"0")}`)}var rule_docs_generated_default=[{code:"PRS101",effort:"upgraded",title:"environment moves into RunFunction",sections:[["v1","```python\nParallelRunConfig(environment=env)\n```\nAn azureml.core.Environment; required."],["v2",'```python\nRunFunction(environment=env)\n```\nA v2 Environment, or a reference such as\n"azureml:scoring@latest".'],["What we do",`The value moves into RunFunction. The v1 object that it names
becomes its v2 counterpart where it is made (PRS521). One that
can't be seen from the config keeps the step in v1: nobody knows
whether it becomes a v2 Environment.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, RunFunction`]]},{code:"PRS102",effort:"upgraded",title:"entry_script moves into RunFunction",sections:[["v1",'```python\nParallelRunConfig(entry_script="score.py")\n```\nA path below source_directory; required. init() and\nrun(mini_batch) are in it.'],["v2",'```python\nRunFunction(entry_script="score.py")\n```\nA path below code.'],["What we do",`The value moves into RunFunction. The guide says that the script
itself need not change. A script that is not Python, such as
score.R, keeps its step in v1: there a person decides.`],["If it matters",`For R, write a Python entry script whose run(mini_batch) calls
Rscript.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table, and its note
on the entry script)`]]},{code:"PRS103",effort:"upgraded",title:"source_directory becomes RunFunction's code",sections:[["v1",'```python\nParallelRunConfig(source_directory="scoring")\n```\nA folder; left out, the working directory.'],["v2",'```python\nRunFunction(code="scoring")\n```\nA folder; a relative path counts from the working directory of\nthe process that builds the pipeline.'],["What we do",`The value moves to code. Where v1 left it out, code="." is
written.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS104",effort:"upgraded",title:"mini_batch_size becomes a string",sections:[["v1",'```python\nParallelRunConfig(mini_batch_size=20)\n```\nint or str, such as 20 or "10MB". Left out: 10 files, or 1 MB of\na table.'],["v2",'```python\nparallel_run_function(mini_batch_size="20")\n```\nstr without a space: digits, then kb, mb, gb or nothing. Left\nout: 0 is sent.'],["What we do",`A number is put in quotes, a value of unknown type in str(...).
Left out, the v1 default is written: "10" for files, "1MB" for a
table. Beside partition_keys nothing is written.`],["Why it is said",`An int raises a TypeError, "100 kb" (the guide's own example) a
ValueError.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, ParallelComponent.__init__`]]},{code:"PRS105",effort:"upgraded",title:"error_threshold keeps its name and its value",sections:[["v1","```python\nParallelRunConfig(error_threshold=10)\n```\nint >= -1; required. Failed files or rows of the whole input; -1\nignores all."],["v2","```python\nparallel_run_function(error_threshold=10)\n```\nint; failed files or rows of the whole input; -1 ignores all."],["What we do",`The same value. The guide's text says failed mini-batches here;
both SDKs say files and rows. Failed mini-batches are counted by
mini_batch_error_threshold (PRS110).`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS106",effort:"upgraded",title:"run_invocation_timeout becomes retry_settings.timeout",sections:[["v1","```python\nParallelRunConfig(run_invocation_timeout=600)\n```\nSeconds for one call of run(); default 60."],["v2",'```python\nparallel_run_function(retry_settings={"timeout": 600})\n```\nSeconds for one call of run(); the v2 documentation says default\n60.'],["What we do",`The same value, in one dict with max_retries (PRS107). A
PipelineParameter gives its default here, and the pipeline
function sets retry_settings.timeout of the node.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, RetrySettings; CLI (v2) parallel job YAML schema`]]},{code:"PRS107",effort:"changed",title:"run_max_try becomes retry_settings.max_retries",sections:[["v1","```python\nParallelRunConfig(run_max_try=5)\n```\nTries of a mini-batch, the first one included; default 3."],["v2",'```python\nparallel_run_function(retry_settings={"max_retries": 5})\n```\nRetries after the first try; default 2 in the v2 documentation.'],["What we do","The documented mapping: the same number."],["Why it is said",`The two count differently, so one more try is possible. The SDK's
own docstring still says tries.`],["If it matters",`Write one less. With a PipelineParameter it can't be computed in
the pipeline: whoever sets the parameter has to.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); CLI (v2)
parallel job YAML schema; azure-ai-ml 1.35.2, RetrySettings`]]},{code:"PRS108",effort:"upgraded",title:"output_action becomes RunFunction's append_row_to",sections:[["v1",'```python\nParallelRunConfig(output_action="append_row")\nParallelRunStep(output=scores, arguments=[])\n```\n"append_row" gathers what run() returns in one file;\n"summary_only" only counts it. Required.'],["v2",'```python\nRunFunction(append_row_to="${{outputs.scores}}")\n```\nLeft out: nothing is gathered.'],["What we do",`append_row becomes append_row_to, which names an output that is a
file (PRS109). summary_only becomes nothing.`],["Why it is said",`The guide's table shows append_row_to on parallel_run_function.
There the SDK takes it without a word and sends nothing: it
belongs to RunFunction.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, RunFunction`]]},{code:"PRS109",effort:"changed",title:"append_row_file_name becomes the path of an output",sections:[["v1",`\`\`\`python
ParallelRunConfig(
    output_action="append_row", append_row_file_name="scores.csv"
)
ParallelRunStep(output=scores, arguments=["--out", scores])
\`\`\`
The name of the file inside the output folder; default
parallel_run_step.txt.`],["v2",`\`\`\`python
parallel_run_function(
    outputs={
        "scores": Output(type=AssetTypes.URI_FOLDER),
        "scores_rows": Output(
            type=AssetTypes.URI_FILE,
            path="azureml://datastores/\${{default_datastore}}/paths/azureml/\${{name}}/scores/scores.csv",
        ),
    },
    task=RunFunction(append_row_to="\${{outputs.scores_rows}}"),
)
\`\`\`
No setting holds a file name: the path of an output does.`],["What we do",`Where another step reads the folder, the script gets it in its
arguments, it is registered as a dataset, or the pipeline gives
it away, the folder stays an output and the rows go to a second
one, a file inside it: every reader finds what it found in v1.
Each of these places has a finding of its own. Where nobody in
sight reads the folder, the one output is the file; code that
downloads it is told.`],["Why it is said",`v1 has one folder for the rows and for what the script writes; v2
has one output for each.`],["If it matters",`Code outside this file that opens the folder by its v1 path has
to be checked.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table: "Combined
with append_row_to setting"); azureml-pipeline-steps 1.62,
ParallelRunConfig`]]},{code:"PRS110",effort:"upgraded",title:"allowed_failed_count becomes mini_batch_error_threshold",sections:[["v1","```python\nParallelRunConfig(allowed_failed_count=3)\n```\nint >= -1; failed mini-batches of the whole input; -1 ignores\nall. Left out: not checked."],["v2","```python\nparallel_run_function(mini_batch_error_threshold=3)\n```\nint; failed mini-batches; the guide says default -1, which\nignores all."],["What we do","The same value under the new name."],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS111",effort:"upgraded",title:"allowed_failed_percent becomes a program argument",sections:[["v1",'```python\nParallelRunConfig(allowed_failed_percent=2)\nParallelRunStep(arguments=["--out", scores])\n```\nint or float, 0 to 100: percent of failed mini-batches. Left out:\nnot checked.'],["v2",'```python\nRunFunction(\n    program_arguments="--out ${{outputs.scores}} --allowed_failed_percent 2"\n)\n```\nThe guide says default 100, which ignores all.'],["What we do",`It is added to the end of program_arguments, as the guide says.
parallel_run_function has no such argument: it would be ignored
in silence.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS112",effort:"upgraded",title:"node_count becomes instance_count",sections:[["v1","```python\nParallelRunConfig(node_count=4)\n```\nint; required."],["v2","```python\nparallel_run_function(instance_count=4)\n```\nint; the guide says default 1."],["What we do",`The same value under the new name. A PipelineParameter gives its
default here, and the pipeline function sets
resources.instance_count of the node.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS113",effort:"upgraded",title:"process_count_per_node becomes max_concurrency_per_instance",sections:[["v1","```python\nParallelRunConfig(process_count_per_node=2)\n```\nint >= 1. Left out: the number of cores, or 1 on a GPU machine."],["v2","```python\nparallel_run_function(max_concurrency_per_instance=2)\n```\nint. Left out: the same, in the v2 YAML documentation."],["What we do",`The same value under the new name. A PipelineParameter gives its
default here, and the pipeline function sets the attribute of the
node.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; CLI (v2) parallel
job YAML schema`]]},{code:"PRS114",effort:"upgraded",title:"logging_level keeps its name",sections:[["v1",'```python\nParallelRunConfig(logging_level="DEBUG")\n```\nWARNING, INFO or DEBUG; default INFO.'],["v2",'```python\nparallel_run_function(logging_level="DEBUG")\n```\nWARNING, INFO or DEBUG, in capitals; the guide says default INFO.'],["What we do","The same value; a literal in small letters is put in capitals."],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, LoggingLevel`]]},{code:"PRS115",effort:"upgraded",title:"description keeps its name",sections:[["v1",'```python\nParallelRunConfig(description="scores invoices")\n```'],["v2",'```python\nparallel_run_function(description="scores invoices")\n```'],["What we do",`The same value. In v2 it describes the component that the step is
made of.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, Parallel.__call__`]]},{code:"PRS116",effort:"changed",title:"partition_keys keeps its name and needs a partitioned table",sections:[["v1",'```python\nParallelRunConfig(partition_keys=["store"])\n```\nlist of str; rows with the same key come in one mini-batch. The\ninput has to be partitioned; mini_batch_size beside it is an\nerror.'],["v2",'```python\nparallel_run_function(partition_keys=["store"])\n```\nlist of str; it wins over mini_batch_size.'],["What we do",`The same value; no mini_batch_size is written beside it. A
PipelineParameter, which v1 took as JSON text, keeps the step in
v1: there a person decides.`],["Why it is said",`The v2 input has to be partitioned too, and an MLTable is what
defines partitions there. The guide's row, "Under development",
is out of date.`],["If it matters","Give the input an MLTable with these keys as partitions (PRS210)."],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunConfig; azure-ai-ml
1.35.2, ParallelComponent`]]},{code:"PRS117",effort:"upgraded",title:"environment_variables keeps its name",sections:[["v1",'```python\nParallelRunConfig(environment_variables={"OMP_NUM_THREADS": 1})\n```\ndict; set on the process of the script. Left out: none.'],["v2",'```python\nparallel_run_function(\n    environment_variables={"OMP_NUM_THREADS": "1"}\n)\n```\ndict of str to str.'],["What we do","The same dict; a number or True, False in it becomes text."],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS118",effort:"upgraded",title:"compute_target becomes the name of the compute",sections:[["v1","```python\nParallelRunConfig(compute_target=cluster)\n```\nA compute object or its name; required."],["v2","```python\nparallel_run_function(compute=cluster.name)\n```\nThe name, a str."],["What we do",`An object is asked for its name, a name stays as it is. Where the
code does not tell which it is, getattr(x, "name", x) is written.`],["Source",`azure-ai-ml 1.35.2, parallel_run_function; the guide's table has
no row for it`]]},{code:"PRS119",effort:"changed",title:"arguments that only the contrib package has are dropped",sections:[["v1",`\`\`\`python
from azureml.contrib.pipeline.steps import (
    ParallelRunConfig,
    ParallelRunStep,
)

ParallelRunConfig(input_format="text")
\`\`\`
input_format and models are deprecated there; models only tracked
which models a pipeline uses.`],["v2","```python\nfrom azure.ai.ml.parallel import (\n    RunFunction,\n    parallel_run_function,\n)\n```"],["What we do",`What both v1 packages have moves as usual, and tags and
properties of the step keep their names. input_format, models and
add_parallel_run_step_dependencies are dropped, and each is
named.`],["Why it is said",`The contrib package gave way to azureml-pipeline-steps, which
does not take these arguments.`],["If it matters",`properties stay with the component: the SDK does not copy them to
the job of the step.`],["Source",`azureml-contrib-pipeline-steps (API page: deprecated, moved to
azureml-pipeline-steps); azure-ai-ml 1.35.2,
parallel_run_function`]]},{code:"PRS121",effort:"upgraded",title:"name loses its dashes",sections:[["v1",'```python\nParallelRunStep(name="score-invoices")\n```\n3 to 32 small letters, digits and dashes.'],["v2",'```python\nparallel_run_function(\n    name="score_invoices", display_name="score-invoices"\n)\n```\nSmall letters, digits and underscores.'],["What we do",`A dash becomes an underscore, and the v1 name stays as
display_name. Where both are the same, only name is written. Code
that looks a step up by its v1 name follows (PRS434).`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunStep; azure-ai-ml 1.35.2,
is_valid_node_name`]]},{code:"PRS122",effort:"upgraded",title:"ParallelRunConfig dissolves into parallel_run_function",sections:[["v1",`\`\`\`python
config = ParallelRunConfig(
    environment=env,
    entry_script="score.py",
    error_threshold=10,
    output_action="summary_only",
    compute_target=cluster,
    node_count=4,
    mini_batch_size=20,
)
ParallelRunStep(parallel_run_config=config)
\`\`\`
One object holds the settings, several steps may use it.`],["v2",`\`\`\`python
step = parallel_run_function(
    compute=cluster.name,
    instance_count=4,
    mini_batch_size="20",
    error_threshold=10,
    task=RunFunction(
        code=".", entry_script="score.py", environment=env
    ),
)
\`\`\`
The settings are arguments of the step.`],["What we do",`A config that one step in the same place uses dissolves into that
step. One that several steps use, or that is made elsewhere,
stays where it is as dict(settings=dict(...), task=dict(...)),
and each step takes **config["settings"] and **config["task"].`],["Source",`Upgrade parallel run step to SDK v2; azure-ai-ml 1.35.2,
parallel_run_function`]]},{code:"PRS123",effort:"upgraded",title:"inputs become named, and input_data says which one is split",sections:[["v1",'```python\nParallelRunStep(inputs=[invoices.as_named_input("invoices")])\n```\nA list of datasets; each is split into mini-batches.'],["v2",'```python\nparallel_run_function(\n    inputs={"invoices": invoices},\n    input_data="${{inputs.invoices}}",\n)\n```\nA dict of inputs; input_data names the one that is split.'],["What we do",`The input keeps the name that as_named_input gave it, else that
of its variable. Two or more inputs, or a list that can't be
seen, keep the step in v1: there a person decides.`],["If it matters",`Join several inputs in one MLTable with several paths, or pass
all but one as side inputs.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, parallel_run_function`]]},{code:"PRS124",effort:"upgraded",title:"output becomes a named Output",sections:[["v1",'```python\nParallelRunStep(output=scores, arguments=["--out", scores])\n```\nPipelineData or OutputFileDatasetConfig. v1 passes it to the\nscript as --output too.'],["v2",`\`\`\`python
parallel_run_function(
    outputs={"scores": Output(type=AssetTypes.URI_FOLDER)},
    task=RunFunction(
        program_arguments="--out \${{outputs.scores}}"
    ),
)
\`\`\`
The script gets only what program_arguments names.`],["What we do",`The output keeps its v1 name. Its path is written where v1 named
a datastore or a destination. Where arguments does not hold the
output and the rows are not gathered, the finding is of the kind
"changed": the script no longer gets --output.`],["If it matters",`A script that reads --output, or EntryScript().output_dir, has to
get the folder in arguments.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-core 1.62, _ParallelRunStepBase; azure-ai-ml
1.35.2, Output`]]},{code:"PRS125",effort:"upgraded",title:"side_inputs become inputs",sections:[["v1",`\`\`\`python
labels = (
    Dataset.File.from_files((store, "labels"))
    .as_named_input("labels")
    .as_mount()
)
ParallelRunStep(
    side_inputs=[labels], arguments=["--labels", labels]
)
\`\`\`
Data that each worker gets whole. File datasets are mounted.`],["v2",`\`\`\`python
parallel_run_function(
    inputs={
        "labels": Input(
            type=AssetTypes.URI_FOLDER,
            path=f"azureml://datastores/{store.name}/paths/labels",
            mode=InputOutputModes.RO_MOUNT,
        )
    },
    task=RunFunction(
        program_arguments="--labels \${{inputs.labels}}"
    ),
)
\`\`\`
Inputs that input_data does not name.`],["What we do",`Side inputs join the inputs. The same object in arguments becomes
a reference to its input.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-core 1.62, _ParallelRunStepBase`]]},{code:"PRS126",effort:"upgraded",title:"arguments become one string",sections:[["v1",'```python\ncutoff = PipelineParameter("cutoff", default_value=0.8)\nParallelRunStep(\n    arguments=["--cutoff", cutoff, "--out", scores, "--day", 7]\n)\n```\nA list of values, data, parameters and outputs.'],["v2",'```python\nparallel_run_function(\n    inputs={"cutoff": Input(type="number")},\n    task=RunFunction(\n        program_arguments="--cutoff ${{inputs.cutoff}} --out ${{outputs.scores}} --day 7"\n    ),\n)\n```\nOne string.'],["What we do",`Data and parameters become \${{inputs.x}}, outputs \${{outputs.x}},
literals text, other values an f-string. A value that may hold a
space is put in quotes. A list that can't be seen is joined with
spaces under a TODO: there a person decides.`],["Source",`Upgrade parallel run step to SDK v2 (mapping table); azure-ai-ml
1.35.2, RunFunction`]]},{code:"PRS127",effort:"upgraded",title:"allow_reuse becomes is_deterministic",sections:[["v1","```python\nParallelRunStep(allow_reuse=False)\n```\nbool, default True: a step with the same settings and inputs is\nnot run again."],["v2","```python\nparallel_run_function(is_deterministic=False)\n```\nbool, default True."],["What we do","The same value, where v1 gives one."],["Source",`Upgrade parallel run step to SDK v2 (mapping table);
azureml-pipeline-steps 1.62, ParallelRunStep; azure-ai-ml 1.35.2,
parallel_run_function`]]},{code:"PRS129",effort:"decision",title:"a parallel step that cannot be followed",sections:[["v1",`\`\`\`python
for day in range(7):
    late = ParallelRunStep(
        name="late",
        parallel_run_config=config,
        inputs=[invoices],
        output=scores,
    )
\`\`\`
Also: ** arguments, a config from elsewhere, a step that is
passed to a function.`],["v2",'```python\nlate_monday = parallel_run_function(name="late_monday")\nlate_tuesday = parallel_run_function(name="late_tuesday")\n```\nOne call for each step, with its own name.'],["What we do",`The step, and what it is a part of, stays as it is, under a TODO
that says what could not be seen.`],["Why it is said",`The settings, the data or the number of the steps are only known
when the code runs.`],["If it matters",`Write the arguments or the steps out and run the upgrade again,
or write the v2 step by hand.`],["Source","azure-ai-ml 1.35.2, parallel_run_function"]]},{code:"PRS131",effort:"upgraded",title:"OutputDatasetConfig and PipelineData become Output",sections:[["v1",'```python\nscores = OutputFileDatasetConfig(\n    "scores", destination=(store, "scores/{run-id}")\n)\n```\nA folder on a datastore; left out,\ndataset/{run-id}/{output-name} on workspaceblobstore.'],["v2",'```python\nOutput(\n    type=AssetTypes.URI_FOLDER,\n    path="azureml://datastores/${{default_datastore}}/paths/scores/${{name}}",\n)\n```'],["What we do",`The object dissolves into the outputs of the step that writes
it: the one that names it in output= or outputs=, or, for an
OutputFileDatasetConfig, gets it in its arguments alone. Steps
that read it get it from that step. {run-id} becomes \${{name}}
and {output-name} the name of the output. A PipelineData on a
named datastore lies in azureml/\${{name}}/<name> there. Where v1
names no place, v2 chooses one, as v1 does. as_upload becomes
mode UPLOAD. An output without a name is called after its
variable; names that are no Python identifiers change, and the
finding is of the kind "changed".`],["Source",`Upgrade parallel run step to SDK v2 (table of key
functionality); azureml-core 1.61, OutputFileDatasetConfig;
azureml-pipeline-core 1.62,
PipelineStep._process_arguments_and_io; azure-ai-ml 1.35.2,
Output`]]},{code:"PRS132",effort:"upgraded",title:"as_mount and as_download become the mode of an Input",sections:[["v1",'```python\nlabels = Dataset.File.from_files((store, "labels")).as_mount()\nParallelRunStep(\n    side_inputs=[labels], arguments=["--labels", labels]\n)\n```'],["v2",'```python\nInput(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/labels",\n    mode=InputOutputModes.RO_MOUNT,\n)\n```'],["What we do",`as_mount becomes a mount mode. as_download becomes a download
mode, except on data of a parallel step: v1 mounts its files
whatever is asked for, so v2 is told to mount them.`],["Source",`Upgrade parallel run step to SDK v2 (table of key functionality);
azureml-pipeline-core 1.62, _ParallelRunStepBase; azure-ai-ml
1.35.2, InputOutputModes`]]},{code:"PRS133",effort:"upgraded",title:"pipeline_output_name becomes an output of the pipeline function",sections:[["v1",'```python\nscores = PipelineData(\n    "scores", datastore=store, pipeline_output_name="all_scores"\n)\n```'],["v2",'```python\n@dsl.pipeline(name="invoices")\ndef build_invoices():\n    score = step()\n    return {"all_scores": score.outputs.scores}\n```\nThe pipeline function returns what the pipeline gives away.'],["What we do",`The output is returned under its v1 name. Appended rows go along
with the folder that they lie in, as <name>_rows. A name that is
no Python identifier changes; that finding is of the kind
"changed".
Where the pipeline is published too, a TODO asks about it: the
component that is published keeps the name of such an output, but
neither its place nor its mode.`],["If it matters",`Without the return, the step of a published pipeline says where
its output lies, as in v1.`],["Source",`azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
dsl.pipeline, PipelineComponent (its outputs are sent with their
type alone)`]]},{code:"PRS134",effort:"decision",title:"an output that is read as a table",sections:[["v1",`\`\`\`python
scores = OutputFileDatasetConfig("scores")
table = scores.read_delimited_files().as_input("table")
PythonScriptStep(
    name="report", script_name="report.py", inputs=[table]
)
\`\`\`
The next step reads the files of the output as a table. Also
parse_delimited_files, parse_parquet_files, read_parquet_files.`],["v2",`\`\`\`python
# TODO(prs-upgrade PRS134): let this step save an MLTable file (read_delimited) into its output "scores"
step = parallel_run_function(
    outputs={"scores": Output(type=AssetTypes.MLTABLE)}
)
report = command(
    name="report",
    inputs={
        "table": Input(
            type=AssetTypes.MLTABLE
        )
    },
)
report_node.inputs.table.mode = InputOutputModes.DIRECT
\`\`\`
The writing step puts an MLTable file into its output.`],["What we do",`The output and the input are written as a table. A TODO above
the writing step names the transformations that its MLTable file
needs. Where one step reads the output as a table and another
one as files, or random_split takes it apart, the steps stay v1.`],["If it matters",`Let the writing script save the file once, at its end:
mltable.from_delimited_files([{"pattern":
"./*.csv"}]).save(folder). Or pass the folder, and let the
reading script read the files.`],["Source",`Working with tables in Azure Machine Learning (MLTable);
azureml-core 1.61, OutputFileDatasetConfig`]]},{code:"PRS135",effort:"changed",title:"v2 chooses where an output is mounted",sections:[["v1",`\`\`\`python
scores = PipelineData(
    "scores",
    datastore=store,
    output_path_on_compute="/tmp/scores",
)
\`\`\`
The path under which the script sees its output, or where v1
collects it from. Also OutputFileDatasetConfig(source=...).`],["v2",'```python\nRunFunction(program_arguments="--out ${{outputs.scores}}")\n```\nThe path comes in the arguments.'],["What we do",`The fixed path is dropped, and named in the report. Where a
script does not get the output in its arguments, a TODO stands
above its step: nothing would be collected.`],["Why it is said","A script that writes to the fixed path writes past its output."],["If it matters","Let the script take the path from its arguments."],["Source",`azureml-pipeline-core 1.62, PipelineData; azureml-core 1.61,
OutputFileDatasetConfig; azure-ai-ml 1.35.2, Output
(path_on_compute does not validate in a pipeline)`]]},{code:"PRS136",effort:"changed",title:"a registered output becomes a data asset",sections:[["v1",'```python\nscores = OutputFileDatasetConfig("scores").register_on_complete(\n    name="daily-scores", tags={"team": "vision"}\n)\n```\nThe output becomes a new version of a registered dataset. Also\nPipelineData(...).as_dataset().register("daily-scores").'],["v2",'```python\nOutput(type=AssetTypes.URI_FOLDER, name="daily-scores")\n```\nIt becomes a new version of a data asset.'],["What we do",`The name goes into the Output of the step that writes it.
description and tags have no place there and are named. Only
what the writing step was given counts: register_on_complete
makes a copy.`],["Why it is said",`v1 makes a dataset, v2 a data asset of another type; under a
name that a v1 dataset has already, v2 refuses it.`],["If it matters",`Choose a new name where the old one is taken, and read it with
Input(path="azureml:<name>@latest").`],["Source",`azureml-core 1.61, OutputDatasetConfig.register_on_complete;
azureml-pipeline-core 1.62, PipelineOutputFileDataset.register;
azure-ai-ml 1.35.2, Output; Manage inputs and outputs of
component and pipeline`]]},{code:"PRS137",effort:"changed",title:"an output setting that v2 does not have",sections:[["v1",'```python\nscores = OutputFileDatasetConfig("scores").as_upload(\n    overwrite=True, source_globs=["*.csv"]\n)\n```\nAlso data_type, output_overwrite and is_directory of\nPipelineData, and as_mount(disable_metadata_cache=True).'],["v2","```python\nOutput(type=AssetTypes.URI_FOLDER, mode=InputOutputModes.UPLOAD)\n```"],["What we do",`The setting is dropped, and named. is_directory=False makes the
output of a script a URI_FILE; v1 takes it as a hint only.`],["Why it is said","More files may be uploaded than in v1, or others replaced."],["If it matters","Let the script write only what it means to keep."],["Source",`azureml-core 1.61, OutputFileDatasetConfig.as_upload;
azureml-pipeline-core 1.62, PipelineData; azure-ai-ml 1.35.2,
Output`]]},{code:"PRS138",effort:"changed",title:"a script that finds its output in an environment variable",sections:[["v1",`\`\`\`python
model = PipelineData("model", datastore=store)
train = PythonScriptStep(
    name="train", script_name="train.py", outputs=[model]
)
pipeline = Pipeline(workspace=ws, steps=[step, train])
\`\`\`
The script finds the path in AZUREML_DATAREFERENCE_model.`],["v2",`\`\`\`python
train = command(
    name="train",
    command="python train.py",
    outputs={"model": Output(type=AssetTypes.URI_FOLDER)},
)
\`\`\`
The script gets only what its command says.`],["What we do",`The output is written, the command stays without it, and the
finding names the variable. A step that asks for the variable
with get_env_variable_name() stays v1.`],["Why it is said","A script that reads the variable fails in v2."],["If it matters",`Add the output to the command, and let the script take the path
from its arguments.`],["Source",`azureml-pipeline-core 1.62, PipelineData.get_env_variable_name;
azureml-core 1.61, OutputFileDatasetConfig (name)`]]},{code:"PRS139",effort:"decision",title:"an output that cannot be followed",sections:[["v1",'```python\nscores = OutputFileDatasetConfig("scores", destination=place)\n```\nAlso HDFSOutputDatasetConfig, LinkFileOutputDatasetConfig and\nLinkTabularOutputDatasetConfig, training_output, and one output\nof two steps.'],["v2",'```python\nOutput(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/scores",\n)\n```\nA folder, a file or an MLTable on a datastore.'],["What we do",`The steps that share the output stay v1, under a TODO that says
what is missing. A destination whose text comes from elsewhere
is taken as it is; that finding is of the kind "changed".`],["If it matters",`Write the datastore and the path out where the output is made. A
script that links a dataset (HDFS, link) reads it as an Input
instead, or copies it into its output.`],["Source",`azureml-core 1.61, azureml.data.output_dataset_config;
azure-ai-ml 1.35.2, Output`]]},{code:"PRS201",effort:"upgraded",title:"datastores come from ml_client.datastores",sections:[["v1",'```python\nstore = Datastore.get(ws, "raw")\n```\nAlso ws.get_default_datastore(), ws.datastores["raw"] and the\nregistrations of blob containers, file shares and data lakes.'],["v2",'```python\nstore = ml_client.datastores.get("raw")\n```'],["What we do",`Lookups become ml_client.datastores.get and get_default. A
registration becomes create_or_update with the entity of its
kind; an account key, a SAS token or a service principal becomes
its credentials. Without one of them the identity of the user or
the compute is used, as in v1. A lookup whose key or token is
read asks for it with include_secrets=True.`],["Source",`Upgrade datastore management to SDK v2; azureml-core 1.61,
Datastore; azure-ai-ml 1.35.2, DatastoreOperations`]]},{code:"PRS202",effort:"upgraded",title:"a dataset becomes an Input",sections:[["v1",'```python\ninvoices = Dataset.File.from_files((store, "invoices"))\n```\nAlso a dataset by name, and as_named_input.'],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/invoices",\n    mode=InputOutputModes.RO_MOUNT,\n)\n```'],["What we do",`Files at a path: uri_folder or uri_file, mounted read-only. A
registered dataset: mltable under azureml:<name>@latest, with
mode eval_mount for files and direct for a table. The name of
as_named_input becomes the key in inputs.`],["Source",`Upgrade data management to SDK v2; Access data in a job (read a
v1 data asset); azure-ai-ml 1.35.2, Input`]]},{code:"PRS203",effort:"decision",title:"is this dataset made of files or a table?",sections:[["v1",'```python\ninvoices = Dataset.get_by_name(ws, "invoices")\n```\nv1 learns the kind when it runs.'],["v2",`\`\`\`python
files = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
table = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.DIRECT,
)
\`\`\`
The mode has to be written down.`],["What we do",`The mode for files is written, under a TODO. The TODO is not
there where the file tells: Dataset.File or Dataset.Tabular,
as_mount, to_pandas_dataframe, a side input, or a mini_batch_size
with a unit (table) or without one (files).`],["If it matters",`Look the dataset up in the studio, or look at run(mini_batch) of
the entry script: a list of paths means files, a DataFrame means
a table. Set the mode and delete the TODO.`],["Source",`Access data in a job (read a v1 data asset);
azureml-pipeline-steps 1.62, ParallelRunConfig (entry_script)`]]},{code:"PRS204",effort:"decision",title:"a table that v2 reads through an MLTable file",sections:[["v1",'```python\ninvoices = Dataset.Tabular.from_delimited_files(\n    (store, "invoices")\n)\n```\nThe call says how the table is read.'],["v2",`\`\`\`python
invoices = Input(
    type=AssetTypes.MLTABLE,
    path=f"azureml://datastores/{store.name}/paths/invoices",
    mode=InputOutputModes.DIRECT,
)
\`\`\`
An MLTable file in that folder says how the table is read.`],["What we do",`The Input is written, under a TODO: the MLTable file has to be
made. Its path is a folder, for one v1 file the folder of that
file. The report gives the text of the file, with what the v1
call says about separator, header, encoding and partitions.`],["If it matters",`Write a file called MLTable with that text into the folder, such
as:
{paths: [{pattern: ./*.csv}], transformations: [{read_delimited:
{delimiter: ",", header: all_files_same_headers, encoding:
utf8}}]}
Then delete the TODO. A partition_format is the transformation
extract_columns_from_partition_format there, set_column_types is
convert_column_types.`],["Source",`Working with tables in Azure Machine Learning (MLTable); CLI (v2)
mltable YAML schema; azureml-core 1.61, dataset_factory; mltable
1.7`]]},{code:"PRS205",effort:"changed",title:"a pattern becomes the folder that holds it",sections:[["v1",'```python\ninvoices = Dataset.File.from_files((store, "invoices/*.csv"))\n```\nOnly the files that the pattern fits.'],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.URI_FOLDER,\n    path=f"azureml://datastores/{store.name}/paths/invoices/",\n)\n```\nEvery file below the folder.'],["What we do",`The path is cut before the pattern. A path that ends in two stars
says the same as its folder, and is cut without a word.`],["Why it is said","Other files in the folder now come into mini-batches too."],["If it matters",`Move the other files away, describe the pattern in an MLTable, or
skip them in run(mini_batch).`],["Source","Upgrade data management to SDK v2; azure-ai-ml 1.35.2, Input"]]},{code:"PRS206",effort:"changed",title:"register becomes ml_client.data.create_or_update",sections:[["v1",'```python\ninvoices = Dataset.File.from_files((store, "invoices")).register(\n    ws, "invoices"\n)\n```\nBy default create_new_version=False.'],["v2",`\`\`\`python
ml_client.data.create_or_update(
    Data(
        name="invoices",
        type=AssetTypes.URI_FOLDER,
        path=f"azureml://datastores/{store.name}/paths/invoices",
    ),
)
invoices = Input(
    type=AssetTypes.URI_FOLDER,
    path="azureml:invoices@latest",
    mode=InputOutputModes.RO_MOUNT,
)
\`\`\``],["What we do",`The data asset is made where v1 registered the dataset, and read
by its name. register_spark_dataframe and register_dask_dataframe
have no counterpart and stay in v1.`],["Why it is said",`Each run makes a new version. A name under which v1 has
registered a dataset already may have another type in v2.`],["If it matters","Choose a new name for the v2 data asset."],["Source",`Upgrade data management to SDK v2; azureml-core 1.61,
Dataset.register; azure-ai-ml 1.35.2,
DataOperations.create_or_update`]]},{code:"PRS207",effort:"decision",title:"a dataset of several paths",sections:[["v1",'```python\ninvoices = Dataset.File.from_files(\n    [(store, "2025"), (store, "2026")]\n)\n```\nA list of paths.'],["v2",`\`\`\`python
invoices = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
\`\`\`
One path; an MLTable can list several.`],["What we do","The Input keeps the first path, under a TODO."],["If it matters",`List the paths in one MLTable file and name its folder, or its
data asset, here.`],["Source","azure-ai-ml 1.35.2, Input; azure-sdk-for-python #25653"]]},{code:"PRS208",effort:"changed",title:"v2 chooses where an input is mounted",sections:[["v1",`\`\`\`python
labels = (
    Dataset.File.from_files((store, "labels"))
    .as_named_input("labels")
    .as_mount("/tmp/labels")
)
ParallelRunStep(
    side_inputs=[labels], arguments=["--labels", labels]
)
\`\`\`
The path under which the script sees the data.`],["v2",'```python\nRunFunction(program_arguments="--labels ${{inputs.labels}}")\n```\nThe path comes in the arguments.'],["What we do","The fixed path is dropped, and named in the report."],["Why it is said","A script that reads the fixed path finds nothing there."],["If it matters","Let the script take the path from its arguments."],["Source",`azureml-core 1.61, DatasetConsumptionConfig; azure-ai-ml 1.35.2,
Input`]]},{code:"PRS209",effort:"changed",title:"a DataReference becomes a read-only Input",sections:[["v1",`\`\`\`python
labels = DataReference(
    datastore=store,
    data_reference_name="labels",
    path_on_datastore="labels",
)
ParallelRunStep(
    side_inputs=[labels], arguments=["--labels", labels]
)
\`\`\`
Mounted for reading and writing by default.`],["v2",`\`\`\`python
Input(
    type=AssetTypes.URI_FOLDER,
    path=f"azureml://datastores/{store.name}/paths/labels",
    mode=InputOutputModes.RO_MOUNT,
)
\`\`\`
An input can't be written to.`],["What we do",`The reference becomes an Input of each step that gets it, mounted
read-only.`],["Why it is said","A script that writes below the path works in v1 only."],["If it matters","Give such a script an output of its own."],["Source",`azureml-core 1.61, DataReference; azure-ai-ml 1.35.2,
InputOutputModes`]]},{code:"PRS210",effort:"decision",title:"partitions need an MLTable",sections:[["v1",'```python\ninvoices = Dataset.File.from_files(\n    (store, "invoices"), partition_format="/{store}/data.csv"\n)\nParallelRunConfig(partition_keys=["store"])\n```\nAlso dataset.partition_by(partition_keys=[...], target=...).'],["v2",`\`\`\`python
invoices = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.DIRECT,
)
\`\`\`
Partitions are defined in the MLTable.`],["What we do",`With partition_format the Input is written without it, under a
TODO. partition_by stays in v1, under a TODO.`],["If it matters",`Partition the data once, and describe it by an MLTable with the
same keys.`],["Source",`azure-ai-ml 1.35.2, ParallelComponent (partition_keys); Working
with tables in Azure Machine Learning (MLTable)`]]},{code:"PRS211",effort:"decision",title:"a datastore that v2 can't register",sections:[["v1",'```python\nsales = Datastore.register_azure_sql_database(\n    ws, "sales", server_name="sales-db", database_name="sales"\n)\norders = DataReference(datastore=sales)\n```'],["v2",`\`\`\`python
ml_client.data.import_data(
    DataImport(
        name="orders",
        type=AssetTypes.MLTABLE,
        source=Database(
            query="SELECT * FROM orders",
            connection="azureml:sales",
        ),
        path="azureml://datastores/workspaceblobstore/paths/orders",
    ),
)
\`\`\``],["What we do",`v2 has datastores for blob containers, file shares and data
lakes. The registration of another store, of one with two
credentials or with arguments that can't be seen stays in v1.`],["If it matters",`Import the data into a datastore first, or write the arguments
out.`],["Source",`azureml-core 1.61, Datastore.register_*; azure-ai-ml 1.35.2,
DataOperations.import_data`]]},{code:"PRS212",effort:"changed",title:"a registration no longer changes the storage",sections:[["v1",`\`\`\`python
store = Datastore.register_azure_blob_container(
    ws,
    "raw",
    container_name="raw",
    account_name="contoso",
    overwrite=True,
    create_if_not_exists=True,
)
\`\`\``],["v2",'```python\nstore = ml_client.datastores.create_or_update(\n    AzureBlobDatastore(\n        name="raw", account_name="contoso", container_name="raw"\n    )\n)\n```'],["What we do",`create_if_not_exists, blob_cache_timeout and
grant_workspace_access are left out. v2 registers storage and
changes nothing in it.`],["If it matters",`Create the container, or give the role, once: az storage
container create, az role assignment create.`],["Source",`azureml-core 1.61, Datastore.register_azure_blob_container;
azure-ai-ml 1.35.2, AzureBlobDatastore`]]},{code:"PRS213",effort:"changed",title:"a registration replaces a datastore of that name",sections:[["v1",'```python\nstore = Datastore.register_azure_blob_container(\n    ws, "raw", container_name="raw", account_name="contoso"\n)\n```\nBy default overwrite=False.'],["v2",'```python\nstore = ml_client.datastores.create_or_update(\n    AzureBlobDatastore(\n        name="raw", account_name="contoso", container_name="raw"\n    )\n)\n```'],["What we do","The call is create_or_update: v2 has no other."],["Why it is said","v1 fails where another datastore has the name; v2 replaces it."],["Source",`azureml-core 1.61, Datastore.register_azure_blob_container
(overwrite); azure-ai-ml 1.35.2, DatastoreOperations`]]},{code:"PRS214",effort:"changed",title:"upload becomes an upload with azureml-fsspec",sections:[["v1",'```python\nstore.upload("data", target_path="raw/data", overwrite=True)\n```\nAlso upload_files with files of one folder.'],["v2",`\`\`\`python
store_files = AzureMachineLearningFileSystem(
    f"azureml://subscriptions/{ml_client.subscription_id}/resourcegroups/{ml_client.resource_group_name}"
    f"/workspaces/{ml_client.workspace_name}/datastores/{store.name}/paths/"
)
store_files.upload(
    "data",
    "raw/data",
    recursive=True,
    overwrite="MERGE_WITH_OVERWRITE",
)
\`\`\``],["What we do",`A datastore of v2 has no upload. The package azureml-fsspec
copies the same files to the same path: the contents of the
folder land below target_path. Without overwrite=True files that
are there already stay, as in v1 (APPEND).`],["Why it is said","The package has to be installed. It needs no azureml-core."],["If it matters",`A data asset does it as well: ml_client.data.create_or_update
with a local path uploads it, to a path that v2 chooses.`],["Source",`azureml-core 1.61, AzureBlobDatastore.upload; azureml-fsspec 1.4,
AzureMachineLearningFileSystem.put; Access data from Azure cloud
storage during interactive development`]]},{code:"PRS215",effort:"decision",title:"an upload that has to be moved by hand",sections:[["v1",'```python\nreference = store.upload("data", target_path="raw/data")\n```'],["v2",'```python\nAzureMachineLearningFileSystem(uri).upload(\n    "data", "raw/data", recursive=True\n)\n```'],["What we do",`The upload stays in v1 where its result is used, or where the
paths of the files below target_path can't be told.`],["If it matters",`Write it with azureml-fsspec, or register the local files with
ml_client.data.create_or_update and use that asset.`],["Source",`azureml-core 1.61, AzureBlobDatastore.upload_files;
azureml-fsspec 1.4, AzureMachineLearningFileSystem.put`]]},{code:"PRS216",effort:"changed",title:"a script gets a path where v1 gave it a dataset",sections:[["v1",`\`\`\`python
report = PythonScriptStep(
    script_name="report.py",
    source_directory="report",
    compute_target="cpu-cluster",
    inputs=[invoices.as_named_input("invoices")],
    arguments=["--scores", scores],
)
\`\`\`
Without as_mount or as_download the mode is direct: the script
finds the dataset in Run.get_context().input_datasets.`],["v2",'```python\nreport = command(inputs={"invoices": invoices})\n```'],["What we do",`The data becomes an input: files are mounted, a table is passed
as the path of its MLTable.`],["Why it is said",`The script has no dataset object in v2. As an argument v1 gave it
the id of the dataset, v2 gives it the path.`],["If it matters",`Add the input to the arguments, take it in the script with
argparse, and read it as files or with mltable.load.`],["Source",`azureml-core 1.61, DatasetConsumptionConfig (mode); azure-ai-ml
1.35.2, command`]]},{code:"PRS217",effort:"decision",title:"a data path that can't be seen",sections:[["v1",'```python\nlabels = Dataset.File.from_files(choose_paths())\nParallelRunStep(\n    side_inputs=[labels.as_named_input("labels")]\n)\n```'],["v2",'```python\nlabels = Input(\n    type=AssetTypes.URI_FOLDER,\n    path="azureml://datastores/raw/paths/labels",\n    mode=InputOutputModes.RO_MOUNT,\n)\n```'],["What we do",`The Input is written with the path as it stands, under a TODO.
The same for a pattern that comes from a call such as
os.path.join: where its folder ends can't be told.`],["If it matters","Write the URI of one file or one folder, as text."],["Source",`azureml-core 1.61, Dataset.File.from_files (path); azure-ai-ml
1.35.2, Input`]]},{code:"PRS218",effort:"decision",title:"a part of a dataset",sections:[["v1",`\`\`\`python
sample = Dataset.get_by_name(ws, "invoices").take_sample(0.1)
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[sample.as_named_input("invoices")],
    output=scores,
)
\`\`\`
Also take, skip, filter, keep_columns, drop_columns, time_before
and its like, and Dataset.Tabular.from_sql_query.`],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.MLTABLE,\n    path="azureml:invoices-sample@latest",\n    mode=InputOutputModes.DIRECT,\n)\n```'],["What we do",`Nothing: an Input is the whole data, so a step that gets such a
dataset stays in v1.`],["If it matters",`Make the part a data asset. For a table, write an MLTable with
the paths and the transformation (take_random_sample, take, skip,
filter, keep_columns, drop_columns), and register it with
ml_client.data. For files, copy them into a folder of their own.
The result of a query is imported with
ml_client.data.import_data.`],["Source",`azureml-core 1.61, TabularDataset and FileDataset; CLI (v2)
mltable YAML schema`]]},{code:"PRS219",effort:"decision",title:"a way to get data that v2 steps don't have",sections:[["v1",`\`\`\`python
step = ParallelRunStep(
    name="score",
    parallel_run_config=config,
    inputs=[invoices.as_named_input("invoices").as_hdfs()],
    output=scores,
)
\`\`\`
Also DatasetConsumptionConfig("x", (ws, "name")) and a
DataReference with as_upload.`],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.MLTABLE,\n    path="azureml:invoices@latest",\n    mode=InputOutputModes.EVAL_MOUNT,\n)\n```'],["What we do","Nothing: the step stays in v1."],["If it matters",`Take as_mount() for as_hdfs, Dataset.get_by_name for the tuple,
and an OutputFileDatasetConfig for the upload.`],["Source","azureml-core 1.61, DatasetConsumptionConfig and DataReference"]]},{code:"PRS220",effort:"changed",title:"a registered data frame becomes a data asset",sections:[["v1",'```python\nsales = Dataset.Tabular.register_pandas_dataframe(\n    frame, (store, "frames"), "sales"\n)\n```'],["v2",`\`\`\`python
folder = Path(mkdtemp())
frame.to_parquet(folder / "dataframe.parquet")
(folder / "MLTable").write_text(
    "{paths: [{file: ./dataframe.parquet}], transformations: [read_parquet]}"
)
ml_client.data.create_or_update(
    Data(name="sales", type=AssetTypes.MLTABLE, path=folder)
)
sales = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:sales@latest",
    mode=InputOutputModes.DIRECT,
)
\`\`\``],["What we do",`v1 writes the frame to a parquet file, uploads and registers it.
The same stands in the code now, with the MLTable file that v2
needs.`],["Why it is said",`v2 uploads the folder to the workspace's default datastore, to a
path of its own, whatever target says. A name under which v1 has
registered a dataset already may have another type in v2.`],["If it matters",`Upload the file to the place that v1 used, and give Data the path
of that folder.`],["Source",`azureml-core 1.61, Dataset.Tabular.register_pandas_dataframe;
azure-ai-ml 1.35.2, DataOperations.create_or_update`]]},{code:"PRS221",effort:"changed",title:"a lookup that is made for its failure",sections:[["v1",'```python\ntry:\n    history = Dataset.get_by_name(ws, "history")\nexcept Exception:\n    print("no history yet")\n```'],["v2",`\`\`\`python
ml_client.data.get("history", label="latest")
history = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:history@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
\`\`\`
Both lines stand in the try.`],["What we do",`An Input is only a description: making one never fails. Where the
program waits for the failure, v2 is asked for the data asset
first.`],["Why it is said","Another error is raised: ResourceNotFoundError."],["If it matters",`Let except clauses that name UserErrorException name it. Where
ws.datasets.get(name) is compared with None, ask for the name:
name in [d.name for d in ml_client.data.list()].`],["Source",`azureml-core 1.61, Dataset.get_by_name; azure-ai-ml 1.35.2,
DataOperations.get`]]},{code:"PRS301",effort:"upgraded",title:"PythonScriptStep becomes command",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file-scores",
    script_name="file.py",
    source_directory="filing",
    arguments=["--in", scores],
    inputs=[scores],
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\``],["v2",`\`\`\`python
filing = command(
    name="file_scores",
    display_name="file-scores",
    code="filing",
    command="python file.py --in \${{inputs.scores}}",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
)
filing(scores=score.outputs.scores)
\`\`\``],["What we do",`A pipeline can't be half v1, so its script steps move too. Name,
data, arguments and allow_reuse move as for a parallel step. The
environment comes from the run configuration (PRS311); without
one it is asked for (PRS305). A step without a name keeps the
name that v1 gives it, that of its script.`],["Source",`Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
command`]]},{code:"PRS302",effort:"decision",title:"a script or command step that cannot be followed",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    arguments=make_arguments(),
    inputs=[scores],
    compute_target=cluster,
)
Pipeline(steps=[step, filing])
\`\`\`
Also a step made in a loop, ** arguments, params that are no
literal dict, run configuration parameters other than NodeCount.`],["v2",`\`\`\`python
filing = command(
    name="file",
    code="filing",
    environment="azureml:filing@latest",
    command="python file.py --in \${{inputs.scores}}",
    compute=cluster.name,
)
\`\`\`
What a step reads, writes and is told stands in its call.`],["What we do",`The pipeline stays as it is, under a TODO that says what could
not be seen.`],["If it matters",`Write the list or the dict out at the step, and run the upgrade
again.`],["Source",`azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
1.35.2, command`]]},{code:"PRS303",effort:"decision",title:"steps that are ordered without data",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    compute_target=cluster,
)
filing.run_after(step)
Pipeline(steps=[filing])
\`\`\`
Also StepSequence: one step waits for another without reading its
data.`],["v2","```python\nfiling(scores=score.outputs.scores)\n```\nA step waits only for the steps whose outputs it reads."],["What we do",`Where the steps follow each other by their data already,
run_after and StepSequence are dropped. Otherwise the pipeline
stays as it is, under a TODO.`],["If it matters",`Pass an output of the first step to the second as an input, even
where its script ignores it.`],["Source",`Upgrade pipelines to SDK v2 ("StepSequence: data dependency");
azure-cli #26739`]]},{code:"PRS304",effort:"upgraded",title:"CommandStep becomes command",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
filing = CommandStep(
    name="file",
    command=["python file.py --in", scores],
    source_directory="filing",
    inputs=[scores],
    runconfig=run_config,
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\``],["v2",`\`\`\`python
filing = command(
    name="file",
    code="filing",
    environment=env,
    command="python file.py --in \${{inputs.scores}}",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
)
filing(scores=score.outputs.scores)
\`\`\``],["What we do",`A command that is a string stays as it is. The items of a list
become one string, with data, outputs and parameters by
reference. A step without a name keeps the one that v1 gives it:
CommandStep_ and the first word of the command.`],["Source",`azureml-pipeline-steps 1.62, CommandStep; azure-ai-ml 1.35.2,
command`]]},{code:"PRS305",effort:"decision",title:"command needs an environment",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\`
The environment stands in runconfig; left out, v1 makes a default
one.`],["v2",'```python\nfiling = command(\n    name="file", environment="azureml:filing@latest"\n)\n```\nRequired.'],["What we do",`An environment of Microsoft's registry is written as a stand-in,
under a TODO.`],["If it matters",`Name the environment that the script needs and delete the TODO.
Look at the other settings of a run configuration too.`],["Source",`azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
1.35.2, command`]]},{code:"PRS306",effort:"changed",title:"a step setting that v2 does not have",sections:[["v1",`\`\`\`python
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    compute_target=cluster,
    version="2",
)
Pipeline(steps=[filing])
\`\`\`
version and hash_paths say when a step counts as another one.`],["v2",'```python\nfiling = command(name="file")\n```'],["What we do","Both are dropped, and each is named."],["Why it is said",`v2 names a component that has no version by a hash of what it
holds.`],["Source",`azureml-pipeline-steps 1.62, PythonScriptStep; azure-ai-ml
1.35.2, Component`]]},{code:"PRS307",effort:"upgraded",title:"params become environment variables",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    params={"region": "eu"},
    runconfig=run_config,
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\`
The script finds it in the environment variable
AML_PARAMETER_region.`],["v2",'```python\nfiling = command(\n    name="file",\n    environment_variables={"AML_PARAMETER_region": "eu"},\n)\n```'],["What we do",`The variables are written out under the names that v1 gives them,
so the script finds them. A PipelineParameter is bound on the
node, as text: azure-ai-ml 1.35.2 can't send a parameter object
there.`],["Source","azureml-pipeline-core 1.62, ParamDef; azure-ai-ml 1.35.2, Command"]]},{code:"PRS311",effort:"upgraded",title:"RunConfiguration becomes settings of the steps that use it",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
run_config.target = cluster
run_config.node_count = 2
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    runconfig=run_config,
)
Pipeline(steps=[filing])
\`\`\``],["v2",`\`\`\`python
filing = command(
    name="file",
    environment=env,
    compute=cluster.name,
    instance_count=2,
)
\`\`\`
v2 has no run configuration: each job holds its settings.`],["What we do",`The configuration dissolves into the steps that use it:
environment, target, node_count, environment_variables,
max_run_duration_seconds (timeout), docker.arguments
(docker_args) and docker.shm_size (shm_size). An environment that
is set up on the configuration itself becomes an Environment of
its own. use_docker is dropped: v2 always runs in a container.`],["Source",`azureml-core 1.61, RunConfiguration, DockerConfiguration;
azure-ai-ml 1.35.2, command`]]},{code:"PRS312",effort:"decision",title:"a run configuration setting that has to be moved by hand",sections:[["v1",`\`\`\`python
run_config = RunConfiguration()
run_config.environment = env
run_config.communicator = "OpenMpi"
filing = PythonScriptStep(
    name="file",
    script_name="file.py",
    source_directory="filing",
    inputs=[scores],
    runconfig=run_config,
    compute_target=cluster,
)
Pipeline(steps=[filing])
\`\`\`
A framework, a communicator, a history or Spark section, or a
setting that is made only on some paths.`],["v2",`\`\`\`python
filing = command(
    name="file",
    environment=env,
    compute=cluster.name,
    distribution=MpiDistribution(process_count_per_instance=1),
)
\`\`\`
MPI, PyTorch and TensorFlow are distributions of the job.`],["What we do",`The other settings move; this one is left out, under a TODO that
names it.`],["If it matters",`Write what the step needs into its command(...), and delete the
TODO.`],["Source",`azureml-core 1.61, RunConfiguration; azure-ai-ml 1.35.2, command,
MpiDistribution`]]},{code:"PRS321",effort:"decision",title:"a step that is a command job in v2",sections:[["v1",`\`\`\`python
train = MpiStep(
    name="train",
    source_directory="training",
    script_name="train.py",
    arguments=["--data", scores],
    inputs=[scores],
    compute_target=cluster,
    node_count=2,
    process_count_per_node=4,
)
Pipeline(steps=[train])
\`\`\`
Also EstimatorStep, RScriptStep and ModuleStep.`],["v2",`\`\`\`python
train = command(
    name="train",
    code="training",
    command="python train.py --data \${{inputs.scores}}",
    environment="azureml:training@latest",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
    instance_count=2,
    distribution=MpiDistribution(process_count_per_instance=4),
)
\`\`\`
An estimator's settings are arguments of command. R runs as
command="Rscript train.r" in an environment that has R. A module
becomes a command component that is loaded by name.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name with the
data that it reads: it fails there until the step is written.`],["If it matters",`Write the step in place of the comments, with inputs and outputs
of the names that the pipeline function uses.`],["Source",`Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
command, MpiDistribution`]]},{code:"PRS322",effort:"decision",title:"HyperDriveStep is a sweep job in v2",sections:[["v1",`\`\`\`python
tune = HyperDriveStep(
    name="tune",
    hyperdrive_config=search,
    inputs=[scores],
)
Pipeline(steps=[tune])
\`\`\``],["v2",`\`\`\`python
trial = command(
    code="training",
    command="python train.py --lr \${{inputs.lr}} --data \${{inputs.scores}}",
    environment="azureml:training@latest",
    inputs={
        "lr": 0.1,
        "scores": Input(type=AssetTypes.URI_FOLDER),
    },
)
tune = trial(lr=Uniform(0.01, 0.1), scores=scores).sweep(
    sampling_algorithm="random",
    primary_metric="accuracy",
    goal="Maximize",
)
tune.set_limits(max_total_trials=20, max_concurrent_trials=4)
\`\`\`
Inside the pipeline function: the trial is called there.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until the step is written.`],["If it matters",`The search space, the policy and the limits of the
HyperDriveConfig become arguments of sweep and set_limits.`],["Source",`Upgrade pipelines to SDK v2 (table of steps); Upgrade
hyperparameter tuning to SDK v2; azure-ai-ml 1.35.2,
Command.sweep`]]},{code:"PRS323",effort:"decision",title:"AutoMLStep is an automl job in v2",sections:[["v1",`\`\`\`python
train = AutoMLStep(
    name="train",
    automl_config=automl_config,
    inputs=[scores],
)
Pipeline(steps=[train])
\`\`\``],["v2",`\`\`\`python
train = automl.classification(
    training_data=scores,
    target_column_name="label",
    primary_metric="accuracy",
    compute=cluster.name,
)
train.set_limits(max_trials=10)
\`\`\`
Inside the pipeline function. The best model is its output
best_model.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until the step is written.`],["If it matters","The training data has to be an MLTable."],["Source",`Upgrade pipelines to SDK v2 (table of steps); Upgrade AutoML to
SDK v2; azure-ai-ml 1.35.2, automl`]]},{code:"PRS324",effort:"decision",title:"SynapseSparkStep is a spark job in v2",sections:[["v1",`\`\`\`python
clean = SynapseSparkStep(
    name="clean",
    file="clean.py",
    source_directory="cleaning",
    compute_target=cluster,
    driver_memory="7g",
    driver_cores=4,
    executor_memory="7g",
    executor_cores=4,
    num_executors=2,
    inputs=[scores],
)
Pipeline(steps=[clean])
\`\`\``],["v2",`\`\`\`python
clean = spark(
    name="clean",
    code="cleaning",
    entry={"file": "clean.py"},
    driver_memory="7g",
    driver_cores=4,
    executor_memory="7g",
    executor_cores=4,
    executor_instances=2,
    inputs={"scores": Input(type="uri_folder", mode="direct")},
    resources={
        "instance_type": "Standard_E4s_v3",
        "runtime_version": "3.4",
    },
    args="--data \${{inputs.scores}}",
)
\`\`\`
Spark reads its data in mode direct.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until the step is written.`],["If it matters",`Choose serverless Spark (resources) or an attached Synapse pool
(compute).`],["Source",`Upgrade pipelines to SDK v2 (table of steps); azure-ai-ml 1.35.2,
spark`]]},{code:"PRS325",effort:"unsupported",title:"a step type that v2 has no job for",sections:[["v1",`\`\`\`python
move = DatabricksStep(
    name="move",
    inputs=[scores],
    notebook_path="/move",
    compute_target=cluster,
)
Pipeline(steps=[move])
\`\`\`
Also DataTransferStep, AdlaStep, AzureBatchStep and KustoStep.`],["v2",`\`\`\`python
move = command(
    name="move",
    code="moving",
    command="python start_notebook.py --data \${{inputs.scores}}",
    environment="azureml:moving@latest",
    inputs={"scores": Input(type=AssetTypes.URI_FOLDER)},
    compute=cluster.name,
)
\`\`\`
There is no job of such a kind.`],["What we do",`The v1 step stands in comments, under a TODO. The rest of the
pipeline moves, and its function calls the step by name: it fails
there until something takes its place.`],["If it matters",`Do the work in a command step that calls the other service, or in
Data Factory around the pipeline. Often a transfer is not needed
any more: v2 jobs read and write any datastore.`],["Source","Upgrade pipelines to SDK v2 (table of steps)"]]},{code:"PRS326",effort:"decision",title:"steps that a library makes",sections:[["v1","```python\ntrain_steps = AutoMLPipelineBuilder.get_many_models_train_steps(\n    train_data=invoices, compute_target=cluster, node_count=2\n)\nPipeline(steps=[step, *train_steps])\n```\nThe library makes parallel run steps of its own."],["v2",'```python\nregistry = MLClient(credential, registry_name="azureml")\ntrain = registry.components.get("automl_many_models_training")\n```'],["What we do",`The code is left alone and listed: what the library makes is not
in sight.`],["If it matters",`Build the pipeline anew with the many models or hierarchical time
series components of the azureml registry.`],["Source",`azureml-train-automl-client, AutoMLPipelineBuilder;
Azure/azureml-assets, automl-many-models-train`]]},{code:"PRS401",effort:"upgraded",title:"Pipeline becomes a @dsl.pipeline function",sections:[["v1","```python\nPipeline(steps=[step])\n```\nThe named steps and those whose outputs they read."],["v2",`\`\`\`python
@dsl.pipeline(name="invoices")
def build_invoices():
    step()

pipeline = build_invoices()
\`\`\`
The steps that are called in the function.`],["What we do",`The function calls the steps in the order of their data, and
passes outputs and parameters on. It is named after the
experiment, else after its last step. Steps that v1 adds by
itself are called too.`],["Source",`Upgrade pipelines to SDK v2; azureml-pipeline-core 1.62,
Pipeline; azure-ai-ml 1.35.2, dsl.pipeline`]]},{code:"PRS402",effort:"decision",title:"a pipeline that cannot be followed",sections:[["v1","```python\nPipeline(steps=make_steps())\n```\nAlso default_source_directory, resolve_closure, a step whose\nvariable is bound again, two steps of one name."],["v2","```python\n@dsl.pipeline()\ndef scoring():\n    score = score_step()\n    file_step(scores=score.outputs.scores)\n```\nEach step is called by its name in the function."],["What we do",`The pipeline and its steps stay as they are, under a TODO that
says what could not be seen.`],["If it matters",`Write the list of steps out, one variable for each step, and run
the upgrade again.`],["Source","azure-ai-ml 1.35.2, dsl.pipeline"]]},{code:"PRS403",effort:"decision",title:"a call on a moved object without a counterpart",sections:[["v1","```python\nprint(pipeline.graph)\n```\nA method or attribute of an object that is v2 now."],["v2","```python\nprint(pipeline.jobs)\n```"],["What we do",`The rest of the program moves; this line stays, under a TODO. It
fails as it stands.`],["If it matters","Write the v2 call, or delete the line."],["Source","azure-ai-ml 1.35.2, MLClient and its operations"]]},{code:"PRS404",effort:"changed",title:"a pipeline setting that works differently",sections:[["v1","```python\nPipeline(default_datastore=store)\npipeline.validate()\n```\nvalidate() returns a list of errors."],["v2",`\`\`\`python
@dsl.pipeline(name="invoices", default_datastore=store.name)
def build_invoices():
    step()

ml_client.jobs.validate(pipeline)
\`\`\`
jobs.validate returns a ValidationResult.`],["What we do",`default_datastore becomes an argument of @dsl.pipeline, by its
name. validate becomes ml_client.jobs.validate.
continue_on_step_failure=False is written out where two steps do
not depend on each other: v1 stops when a step fails, v2 goes on.`],["Why it is said",`A list that is empty counts as false, a ValidationResult does
not.`],["If it matters","Code that uses the result asks its passed or error_messages."],["Source",`azureml-pipeline-core 1.62, Pipeline.validate; azure-ai-ml
1.35.2, dsl.pipeline, JobOperations.validate`]]},{code:"PRS411",effort:"upgraded",title:"PipelineParameter becomes a parameter of the pipeline function",sections:[["v1",'```python\nsize = PipelineParameter("batch_size", default_value="20")\nParallelRunConfig(mini_batch_size=size)\n```'],["v2",'```python\ndef build_invoices(batch_size="20"):\n    score = step()\n    score.mini_batch_size = "${{parent.inputs.batch_size}}"\n```'],["What we do",`It becomes a parameter of the pipeline function with the same
default. Settings are set on the node; values in arguments go
through an input of the step. A name that is no Python identifier
is changed, and the finding is of the kind "changed".`],["If it matters",`Binding mini_batch_size and retry_settings needs azure-ai-ml
1.13.0 or newer.`],["Source",`Upgrade pipelines to SDK v2; azure-sdk-for-python PR #33500;
azure-ai-ml 1.35.2, Parallel`]]},{code:"PRS412",effort:"decision",title:"a parameter whose name is not known",sections:[["v1",'```python\nsize = PipelineParameter(setting("name"), default_value="20")\nParallelRunConfig(mini_batch_size=size)\n```'],["v2",'```python\ndef scoring(batch_size="20"):\n    score = score_step()\n```\nThe name is part of the code.'],["What we do",`The parameter and the steps that use it stay as they are, under a
TODO.`],["If it matters","Write the name and the default out and run the upgrade again."],["Source","azure-ai-ml 1.35.2, dsl.pipeline"]]},{code:"PRS421",effort:"changed",title:"a published pipeline becomes a batch endpoint",sections:[["v1",`\`\`\`python
published = pipeline.publish(
    name="score_invoices", description="scores", version="1.0"
)
print(published.name)
\`\`\`
Also run.publish_pipeline. Each call makes a new published
pipeline.`],["v2",`\`\`\`python
published = ml_client.batch_endpoints.begin_create_or_update(
    BatchEndpoint(name="score-invoices", description="scores")
).result()
ml_client.batch_deployments.begin_create_or_update(
    PipelineComponentBatchDeployment(
        name=published.name,
        endpoint_name=published.name,
        component=ml_client.components.create_or_update(
            build_invoices
        ),
        tags={"version": "1.0"},
    )
).result()
published.defaults = {"deployment_name": published.name}
\`\`\`
The endpoint and its deployment are updated the next time.`],["What we do",`The pipeline function is registered as a component, with the
defaults of its parameters. The deployment runs it, and the
endpoint runs the deployment. The variable holds the endpoint.
version, a mere label in v1, becomes a tag;
continue_on_step_failure and default_datastore become settings of
the deployment; continue_on_step_failure=False is written out
where two steps do not depend on each other, since v2 goes on
unless it is told to stop. A parameter whose default is a
dataset gets a type, and each call passes the data: it has no
default in a component.`],["Why it is said",`The name of an endpoint has 3 to 32 letters, digits and dashes,
and is free in the whole region. id is the resource id of the
endpoint.`],["If it matters",`For two versions side by side, make a second deployment under the
same endpoint. job_definition=run deploys a job that has run.`],["Source",`Upgrade pipeline endpoints to SDK v2; Deploy existing pipeline
jobs to batch endpoints; azureml-pipeline-core 1.62,
Pipeline.publish; azure-ai-ml 1.35.2, BatchEndpoint,
PipelineComponentBatchDeployment`]]},{code:"PRS422",effort:"decision",title:"a pipeline that cannot be published as it stands",sections:[["v1",'```python\nfirst = pipeline.publish(name="scoring", version="1")\nsecond = run.publish_pipeline("scoring", "with retries", "2")\n```\nIn v1 two published pipelines can have one name. Also a pipeline\nthat is not in sight.'],["v2",`\`\`\`python
endpoint = ml_client.batch_endpoints.begin_create_or_update(
    BatchEndpoint(name="scoring")
).result()
component = ml_client.components.create_or_update(scoring)
for version in ("first", "second"):
    ml_client.batch_deployments.begin_create_or_update(
        PipelineComponentBatchDeployment(
            name=version,
            endpoint_name=endpoint.name,
            component=component,
        )
    ).result()
endpoint.defaults = {"deployment_name": "second"}
ml_client.batch_endpoints.begin_create_or_update(endpoint)
\`\`\``],["What we do",`The pipeline moves; the line that publishes it stays, under a
TODO, and what is done with the result stays v1.`],["If it matters",`Start from the code above. A second publication can be a second
deployment of one endpoint, or an endpoint of its own.`],["Source",`Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
ComponentOperations.create_or_update`]]},{code:"PRS423",effort:"decision",title:"a name that v2 may refuse",sections:[["v1","```python\nfrom settings import name\npipeline.publish(name=name)\n```\nAny text, for a published pipeline and for a schedule."],["v2",'```python\nBatchEndpoint(name=name.replace("_", "-"))\n```'],["What we do","The name is passed on as it is, under a TODO."],["If it matters",`The name of an endpoint has 3 to 32 letters, digits and dashes,
starts with a letter, ends with no dash, and is free in the
region. A schedule takes letters, digits, dashes and underscores.`],["Source","azure-ai-ml 1.35.2, validate_endpoint_or_deployment_name"]]},{code:"PRS424",effort:"changed",title:"the REST call of a published pipeline becomes invoke",sections:[["v1",`\`\`\`python
import requests
published = pipeline.publish(name="scoring")
login = InteractiveLoginAuthentication()
header = login.get_authentication_header()
response = requests.post(
    published.endpoint,
    headers=header,
    json={"ExperimentName": "invoices"},
)
run_id = response.json()["Id"]
\`\`\`
ParameterAssignments sets parameters: {"cutoff": 0.9}.`],["v2",`\`\`\`python
response = ml_client.batch_endpoints.invoke(
    endpoint_name=published.name, experiment_name="invoices"
)
run_id = response.name
\`\`\`
Parameters are inputs: inputs={"cutoff": Input(type="number",
default=0.9)}.`],["What we do",`The call becomes ml_client.batch_endpoints.invoke, PipelineRun of
its id becomes ml_client.jobs.get, and endpoint scoring_uri. The
v1 header goes where nothing else needs it.`],["Why it is said",`Callers outside of this program have to follow: another address,
a token for https://ml.azure.com, and another body:
{"properties": {"InputData": {"cutoff": {"JobInputType":
"Literal", "Value": 0.9}}, "properties": {"experimentName":
"invoices"}}}. The answer holds the name of the job in "name".`],["If it matters","invoke raises HttpResponseError where v1 gave back a status code."],["Source",`Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
BatchEndpointOperations.invoke`]]},{code:"PRS425",effort:"decision",title:"a REST call that has to be written by hand",sections:[["v1",'```python\nimport requests\npublished = pipeline.publish(name="scoring")\nbody = {"ExperimentName": "invoices"}\nresponse = requests.post(published.endpoint, json=body)\n```'],["v2",`\`\`\`python
job = ml_client.batch_endpoints.invoke(
    endpoint_name="scoring",
    inputs={"cutoff": Input(type="number", default=0.9)},
    experiment_name="invoices",
)
run = ml_client.jobs.get(job.name)
# or, over REST, with a token for https://ml.azure.com:
body = {
    "properties": {
        "InputData": {
            "cutoff": {"JobInputType": "Literal", "Value": 0.9}
        },
        "properties": {"experimentName": "invoices"},
    }
}
response = requests.post(endpoint.scoring_uri, json=body)
name = response.json()["name"]
\`\`\``],["What we do",`The line stays, under a TODO: its body can't be seen, names a
parameter that the pipeline does not have, or reads something
from the response that a batch job has not.`],["If it matters",`Write one of the two above. aml_node_count and its like have no
counterpart: make them parameters of the pipeline function.`],["Source",`Upgrade pipeline endpoints to SDK v2; azure-ai-ml 1.35.2,
BatchEndpointOperations.invoke`]]},{code:"PRS426",effort:"changed",title:"a schedule becomes a JobSchedule",sections:[["v1",`\`\`\`python
published = pipeline.publish(name="scoring")
weekly = ScheduleRecurrence(
    "Week", 1, week_days=["Monday"], time_of_day="09:30"
)
schedule = Schedule.create(
    ws,
    name="Weekly scoring",
    pipeline_id=published.id,
    experiment_name="invoices",
    recurrence=weekly,
)
\`\`\`
It runs the published pipeline.`],["v2",`\`\`\`python
weekly = RecurrenceTrigger(
    frequency="week",
    interval=1,
    schedule=RecurrencePattern(
        hours=9, minutes=30, week_days=["monday"]
    ),
)
scheduled_job = build_invoices()
scheduled_job.experiment_name = "invoices"
schedule = ml_client.schedules.begin_create_or_update(
    JobSchedule(
        name="Weekly-scoring",
        display_name="Weekly scoring",
        trigger=weekly,
        create_job=scheduled_job,
    )
).result()
\`\`\`
It runs the pipeline job itself.`],["What we do",`The job of the schedule is a call of the pipeline function with
pipeline_parameters. disable and enable become begin_disable and
begin_enable; id becomes name. .result() waits until the schedule
is there, so wait_for_provisioning and wait_timeout go.`],["Why it is said",`A new deployment of the endpoint does not change the schedule:
run this program again. The name is the id of a v2 schedule, so
the same name updates it where v1 made one more.`],["Source",`azureml-pipeline-core 1.62, Schedule, ScheduleRecurrence;
azure-ai-ml 1.35.2, JobSchedule, RecurrenceTrigger`]]},{code:"PRS427",effort:"decision",title:"a schedule that cannot move as it stands",sections:[["v1",`\`\`\`python
schedule = Schedule.create(
    ws,
    name="on-new-files",
    pipeline_id="00000000-0000-0000-0000-000000000000",
    experiment_name="invoices",
    datastore=store,
    polling_interval=15,
)
\`\`\`
Also a recurrence or a pipeline that is not in sight.`],["v2",`\`\`\`python
job = scoring()
job.experiment_name = "invoices"
ml_client.schedules.begin_create_or_update(
    JobSchedule(
        name="hourly-scoring",
        trigger=RecurrenceTrigger(frequency="hour", interval=1),
        create_job=job,
    )
).result()
\`\`\`
Schedules of v2 run by the clock.`],["What we do",`The schedule stays v1, under a TODO. It goes on running what v1
has published.`],["If it matters",`For new files in a storage account, let an Event Grid event start
a Logic App or a function that calls the batch endpoint. For a
pipeline known by its id, build the pipeline job.`],["Source",`azureml-pipeline-core 1.62, Schedule.create; azure-ai-ml 1.35.2,
JobSchedule`]]},{code:"PRS428",effort:"decision",title:"published pipelines and schedules are looked up",sections:[["v1",'```python\nfor old in PublishedPipeline.list(ws):\n    if old.name == "scoring":\n        old.disable()\n```\nAlso PublishedPipeline.get, Schedule.list, Schedule.get, and\ndisable, enable and status of a published pipeline.'],["v2",`\`\`\`python
for endpoint in ml_client.batch_endpoints.list():
    if endpoint.name == "scoring":
        ml_client.batch_endpoints.begin_delete(endpoint.name)
for schedule in ml_client.schedules.list():
    ml_client.schedules.begin_disable(schedule.name)
\`\`\`
Endpoints can be deleted, not switched off.`],["What we do",`The line stays, under a TODO. Looked up in v1, it finds what v1
has published, and nothing that this program publishes now.`],["If it matters",`Keep it as long as old published pipelines are in use; add the v2
look-up for the new ones.`],["Source",`azureml-pipeline-core 1.62, PublishedPipeline, Schedule;
azure-ai-ml 1.35.2, BatchEndpointOperations, ScheduleOperations`]]},{code:"PRS429",effort:"decision",title:"a pipeline endpoint becomes a batch endpoint",sections:[["v1",'```python\nendpoint = PipelineEndpoint.publish(\n    workspace=ws, name="scoring", pipeline=pipeline,\n    description="scores invoices",\n)\n```\nOne address for several published pipelines.'],["v2",`\`\`\`python
endpoint = ml_client.batch_endpoints.begin_create_or_update(
    BatchEndpoint(name="scoring", description="scores invoices")
).result()
deployment = ml_client.batch_deployments.begin_create_or_update(
    PipelineComponentBatchDeployment(
        name="version-2",
        endpoint_name=endpoint.name,
        component=ml_client.components.create_or_update(scoring),
    )
).result()
endpoint.defaults = {"deployment_name": deployment.name}
ml_client.batch_endpoints.begin_create_or_update(endpoint)
\`\`\`
One endpoint with several deployments.`],["What we do","The line stays, under a TODO."],["If it matters",`publish and add_default are a new deployment that becomes the
default, add is a deployment alone, submit is invoke with
deployment_name for pipeline_version.`],["Source",`Upgrade pipeline endpoints to SDK v2; azureml-pipeline-core 1.62,
PipelineEndpoint; azure-ai-ml 1.35.2, BatchEndpoint`]]},{code:"PRS430",effort:"changed",title:"a run that ended well is called Completed",sections:[["v1",'```python\nstatus = run.wait_for_completion()\nif status == "Finished":\n    print("done")\n```'],["v2",'```python\nml_client.jobs.stream(run.name)\nstatus = ml_client.jobs.get(run.name).status\nif status == "Completed":\n    print("done")\n```'],["What we do",`"Finished" becomes "Completed" where the status, or a variable
that holds it, is compared with it. Other comparisons and lists
that say "Finished" get a TODO.`],["Why it is said",`The other words of v1 (NotStarted, Running, Failed, Canceled) are
the same. A v2 job has more of them on its way: Preparing,
Queued, Provisioning, Starting, Finalizing, CancelRequested.`],["If it matters",`A loop that waits while the status is "Running" ends too early;
wait until it is "Completed", "Failed" or "Canceled".`],["Source",`azureml-pipeline-core 1.62, PipelineRun.get_status; azure-ai-ml
1.35.2, JobStatus, RunHistoryConstants`]]},{code:"PRS431",effort:"upgraded",title:"submit becomes ml_client.jobs.create_or_update",sections:[["v1",'```python\nrun = Experiment(ws, "invoices").submit(\n    pipeline, tags={"team": "billing"}, regenerate_outputs=True\n)\n```\nAlso pipeline.submit("invoices").'],["v2",`\`\`\`python
pipeline.settings.force_rerun = True
run = ml_client.jobs.create_or_update(
    pipeline,
    experiment_name="invoices",
    tags={"team": "billing"},
)
\`\`\``],["What we do",`pipeline_parameters become arguments of the pipeline function,
tags stay tags. continue_on_step_failure and regenerate_outputs
become settings of the job. A second submission that sets less
than the first calls the function again: tags and settings stay
on a job object. Arguments that v1 ignores go.`],["Source",`Upgrade pipelines to SDK v2; azureml-core 1.61,
Experiment.submit; azure-ai-ml 1.35.2,
JobOperations.create_or_update, PipelineJobSettings`]]},{code:"PRS432",effort:"upgraded",title:"wait_for_completion becomes ml_client.jobs.stream",sections:[["v1","```python\nrun.wait_for_completion(show_output=True)\n```\nReturns the status."],["v2","```python\nml_client.jobs.stream(run.name)\n```\nReturns nothing."],["What we do",`The job is streamed. Where the code uses the returned status,
ml_client.jobs.get(...).status takes its place after that. Both
raise when the job failed; with raise_on_error=False the
exception is caught.`],["If it matters",`jobs.stream always prints the log. Where show_output=False was
given, ask for the status in a loop instead.`],["Source",`Upgrade pipelines to SDK v2; azureml-pipeline-core 1.62,
PipelineRun; azure-ai-ml 1.35.2, JobOperations.stream`]]},{code:"PRS433",effort:"upgraded",title:"what is read from a run is read from the job",sections:[["v1","```python\nprint(run.id, run.get_portal_url(), run.get_status())\n```"],["v2","```python\nprint(\n    run.name, run.studio_url, ml_client.jobs.get(run.name).status\n)\n```\nThe status on the job is the one of when it was asked for."],["What we do",`id becomes name and name display_name, get_portal_url studio_url.
get_status, tags and properties become a fresh look-up, cancel
ml_client.jobs.begin_cancel, tag ml_client.jobs.update.
PipelineRun(experiment, id) becomes ml_client.jobs.get(id), when
everything that is asked of it has a counterpart.`],["Source","azureml-core 1.61, Run; azure-ai-ml 1.35.2, Job, JobOperations"]]},{code:"PRS434",effort:"changed",title:"step runs are child jobs, found by their display name",sections:[["v1",'```python\nstep_run = run.find_step_run("score")[0]\n```\nThe runs of a step, by its name.'],["v2",`\`\`\`python
step_run = next(
    job
    for job in ml_client.jobs.list(parent_job_name=run.name)
    if job.display_name == "score"
)
\`\`\`
The child jobs of the pipeline job.`],["What we do",`find_step_run filters the child jobs by display name, which holds
the v1 step name; its [0] becomes next(...). get_children and
get_steps become the list of child jobs.`],["Why it is said",`v2 has no look-up by step, and lists jobs in no promised order.
next(...) raises StopIteration where [0] raised IndexError.`],["Source",`azureml-pipeline-core 1.62, PipelineRun.find_step_run;
azure-ai-ml 1.35.2, JobOperations.list`]]},{code:"PRS435",effort:"changed",title:"outputs are downloaded to another folder",sections:[["v1",'```python\nstep_run = run.find_step_run("score")[0]\nstep_run.get_output_data("scores").download("local")\n```\nInto local, under the path that the data has on the datastore.'],["v2",'```python\nml_client.jobs.download(\n    step_run.name, download_path="local", output_name="scores"\n)\n```\nInto local/named-outputs/scores.'],["What we do",`The output is named by output_name. path_on_datastore of a
downloaded output becomes "named-outputs/<name>", and so does
azureml/<run id>/<name> in a path that the code builds. The file
of appended rows lies directly in that folder under its v1 name,
also where the rows have an output of their own: it is a part of
the folder. A search (os.walk) finds it.`],["Why it is said",`Code that opens the downloaded files looks in another folder.
v1 leaves local files alone unless overwrite=True, v2 overwrites.`],["If it matters",`Look at each path that is built from the download folder. v2
downloads only from a job that has ended.`],["Source",`azureml-pipeline-core 1.62, PortDataReference.download;
azure-ai-ml 1.35.2, JobOperations.download`]]},{code:"PRS436",effort:"decision",title:"a submit argument that has to be moved by hand",sections:[["v1",'```python\nrun = Experiment(ws, "invoices").submit(\n    pipeline, parent_run_id="run-1"\n)\n```\nAlso ** arguments, and settings of a pipeline that has no\nvariable.'],["v2",'```python\nrun = ml_client.jobs.create_or_update(\n    pipeline, experiment_name="invoices"\n)\n```'],["What we do",`The job is submitted without the argument, under a TODO that
names it.`],["If it matters",`Do without it, or set it in the settings of the pipeline job
before the submission.`],["Source",`azureml-core 1.61, Experiment.submit; azure-ai-ml 1.35.2,
JobOperations.create_or_update`]]},{code:"PRS437",effort:"changed",title:"the widget becomes a link to the job",sections:[["v1","```python\nRunDetails(run).show()\n```\nThe widget of azureml.widgets, in a notebook."],["v2","```python\nprint(run.studio_url)\n```"],["What we do","The link to the page of the job is printed."],["Why it is said","v2 has no widget. Neither waits for the job."],["If it matters",`The job as the last line of a cell is shown as a table with that
link; ml_client.jobs.stream(run.name) prints the log.`],["Source",`azureml-widgets 1.62, RunDetails; azure-ai-ml 1.35.2,
Job.studio_url, Job._repr_html_`]]},{code:"PRS438",effort:"decision",title:"a call on a run that has to be written anew",sections:[["v1","```python\nprint(run.get_metrics())\n```\nAlso download_file, get_details_with_logs, get_outputs, parent,\nand waiting for the run of one step."],["v2",`\`\`\`python
import mlflow

workspace = ml_client.workspaces.get(ml_client.workspace_name)
mlflow.set_tracking_uri(workspace.mlflow_tracking_uri)
print(mlflow.get_run(run.name).data.metrics)
\`\`\`
Logs and files come with
ml_client.jobs.download(run.name, download_path="logs"), below
logs/artifacts. To wait for the job of a step:
\`\`\`python
done = ("Completed", "Failed", "Canceled")
while ml_client.jobs.get(step_run.name).status not in done:
    time.sleep(10)
\`\`\``],["What we do",`The rest of the program moves; this line stays, under a TODO that
names the code to start from. It fails as it stands.`],["If it matters","Write the v2 code, or delete the line."],["Source",`azureml-core 1.61, Run; azureml-pipeline-core 1.62, StepRun;
azure-ai-ml 1.35.2, JobOperations (stream refuses the jobs of
steps: PipelineChildJobError)`]]},{code:"PRS439",effort:"decision",title:"a wait argument that v2 does not have",sections:[["v1","```python\nrun.wait_for_completion(show_output=True, timeout_seconds=3600)\n```\nGoes on after that time, whether the run has ended or not."],["v2","```python\nml_client.jobs.stream(run.name)\n```\nWaits until the job has ended."],["What we do","The job is streamed without the argument, under a TODO."],["If it matters",`Ask for the status until then:
\`\`\`python
end = time.time() + 3600
done = ("Completed", "Failed", "Canceled")
while time.time() < end:
    if ml_client.jobs.get(run.name).status in done:
        break
    time.sleep(10)
\`\`\``],["Source",`azureml-pipeline-core 1.62, PipelineRun.wait_for_completion;
azure-ai-ml 1.35.2, JobOperations.stream`]]},{code:"PRS440",effort:"decision",title:"a path into the v1 folders of an output",sections:[["v1",'```python\nstep_run = run.find_step_run("score")[0]\nstep_run.get_output_data("scores").download("local")\nruns = os.listdir(os.path.join("local", "azureml"))\n```\nAlso path_on_datastore of a file that is not downloaded.'],["v2",'```python\nml_client.jobs.download(\n    step_run.name, download_path="local", output_name="scores"\n)\nfiles = os.listdir(os.path.join("local/named-outputs", "scores"))\n```'],["What we do",`A path that is built as azureml/<run id>/<name> follows. Any
other path into v1's folders stays, under a TODO.`],["If it matters",`The path in v2 is <download path>/named-outputs/<name>. To read
an output where it lies, give it a path of its own in Output.`],["Source",`azureml-pipeline-core 1.62, PortDataReference; azure-ai-ml
1.35.2, JobOperations.download`]]},{code:"PRS501",effort:"upgraded",title:"Workspace becomes MLClient",sections:[["v1","```python\nws = Workspace.from_config()\n```\nAlso Workspace(...) and Workspace.get(...)."],["v2","```python\nml_client = MLClient.from_config(\n    credential=DefaultAzureCredential()\n)\n```\nA credential is required."],["What we do",`The variable is called ml_client from there on.
ServicePrincipalAuthentication becomes ClientSecretCredential,
MsiAuthentication ManagedIdentityCredential and
AzureCliAuthentication AzureCliCredential.
InteractiveLoginAuthentication becomes
InteractiveBrowserCredential and another auth
DefaultAzureCredential; there the finding is of the kind
"changed".`],["Source",`Upgrade workspace management to SDK v2; azure-ai-ml 1.35.2,
MLClient`]]},{code:"PRS502",effort:"changed",title:"the workspace stays, and the client is made from it",sections:[["v1","```python\nws = Workspace.from_config()\nprint(ws.get_details())\n```\nSomething that has no counterpart uses the workspace."],["v2",`\`\`\`python
ws = Workspace.from_config()
ml_client = MLClient(
    DefaultAzureCredential(),
    ws.subscription_id,
    ws.resource_group,
    ws.name,
)
print(ws.get_details())
\`\`\``],["What we do",`The v1 workspace stays for that code, and the client is made from
it, so that both use the same workspace.`],["Why it is said","The program needs both SDKs, and signs in twice."],["If it matters","Replace the rest of the v1 code; then the workspace can go."],["Source","azure-ai-ml 1.35.2, MLClient; azureml-core 1.61, Workspace"]]},{code:"PRS503",effort:"decision",title:"a sign-in to another cloud",sections:[["v1",'```python\nws = Workspace.from_config(\n    auth=MsiAuthentication(cloud="AzureChinaCloud")\n)\n```'],["v2",'```python\nml_client = MLClient.from_config(\n    credential=ManagedIdentityCredential(),\n    cloud="AzureChinaCloud",\n)\n```\nThe credential may need an authority of that cloud.'],["What we do","The sign-in stays v1, and the client gets DefaultAzureCredential."],["If it matters",`Name the cloud for the client, and its authority for the
credential.`],["Source",`azureml-core 1.61, azureml.core.authentication; azure-ai-ml
1.35.2, MLClient`]]},{code:"PRS504",effort:"changed",title:"the workspace of the job that the code runs in",sections:[["v1","```python\nws = Run.get_context().experiment.workspace\n```\nIn code that runs in a job."],["v2",`\`\`\`python
ml_client = MLClient(
    DefaultAzureCredential(),
    environ["AZUREML_ARM_SUBSCRIPTION"],
    environ["AZUREML_ARM_RESOURCEGROUP"],
    environ["AZUREML_ARM_WORKSPACE_NAME"],
)
\`\`\`
Azure ML sets these variables in each job.`],["What we do","The run goes where nothing else uses it."],["Why it is said",`v1 signed in with the token of the job. v2 needs an identity
that may use the workspace: the managed identity of the compute,
or the user's, where the job has identity=UserIdentity. Outside
of a job v1 raised AttributeError; the variables raise KeyError.`],["If it matters",`Give the compute's identity access to the workspace, or use
azure.ai.ml.identity.AzureMLOnBehalfOfCredential.`],["Source",`azureml-core 1.61, Run.get_context; Authenticate with
MLClient in a training job; azure-ai-ml 1.35.2, identity`]]},{code:"PRS511",effort:"upgraded",title:"compute lookups become ml_client.compute",sections:[["v1",'```python\ncluster = ComputeTarget(workspace=ws, name="cpu-cluster")\n```\nAlso AmlCompute(ws, name) and ws.compute_targets[name].'],["v2",'```python\ncluster = ml_client.compute.get("cpu-cluster")\n```'],["What we do","Lookups become compute.get. `name in ws.compute_targets` asks the\nnames of compute.list, ComputeTargetException becomes\nResourceNotFoundError, delete becomes begin_delete."],["Source",`Upgrade compute management to v2; azure-ai-ml 1.35.2,
ComputeOperations`]]},{code:"PRS512",effort:"upgraded",title:"provisioning becomes an AmlCompute entity",sections:[["v1",`\`\`\`python
settings = AmlCompute.provisioning_configuration(
    vm_size="STANDARD_D2_V2",
)
cluster = ComputeTarget.create(ws, "cpu-cluster", settings)
cluster.wait_for_completion(show_output=True)
\`\`\`
Left out: 0 to 4 nodes, 1800 seconds idle.`],["v2",`\`\`\`python
settings = AmlCompute(
    name="cpu-cluster",
    size="STANDARD_D2_V2",
    min_instances=0,
    max_instances=4,
    idle_time_before_scale_down=1800,
)
cluster = ml_client.compute.begin_create_or_update(
    settings
).result()
\`\`\`
Left out: nothing is sent.`],["What we do",`Each argument moves to its v2 name, and what v1 fills in is
written out; .result() waits for the creation. An argument
without a counterpart keeps the configuration in v1: there a
person decides.`],["Source",`Upgrade compute management to v2; azureml-core 1.61,
AmlCompute.provisioning_configuration; azure-ai-ml 1.35.2,
AmlCompute`]]},{code:"PRS513",effort:"changed",title:"get_status becomes provisioning_state",sections:[["v1","```python\nprint(cluster.get_status())\n```\nAn AmlComputeStatus object: node counts, errors, state."],["v2","```python\nprint(cluster.provisioning_state)\n```\nOne word for the state of the creation."],["What we do",`get_status(), and get_status().serialize(), become
provisioning_state.`],["Why it is said","The node counts of the v1 status are not in it."],["If it matters","ml_client.compute.list_nodes(name) lists the nodes of a cluster."],["Source",`azureml-core 1.61, AmlCompute.get_status; azure-ai-ml 1.35.2,
Compute.provisioning_state, ComputeOperations.list_nodes`]]},{code:"PRS521",effort:"upgraded",title:"Environment becomes the v2 Environment",sections:[["v1",`\`\`\`python
env = Environment.from_docker_image(
    "scoring",
    "acme.azurecr.io/scoring:3",
    conda_specification="conda.yml",
)
\`\`\`
Also Environment(name), get, from_conda_specification,
from_pip_requirements, from_dockerfile, and CondaDependencies.`],["v2",`\`\`\`python
env = Environment(
    name="scoring",
    image="acme.azurecr.io/scoring:3",
    conda_file="conda.yml",
)
\`\`\`
An image, with or without a conda specification, or a build
context.`],["What we do",`An environment that is fetched by name becomes
"azureml:<name>@latest", or its version or label.
CondaDependencies become a dict for conda_file. What is set on
the v1 object later goes into the one call. register becomes
ml_client.environments.create_or_update; clone becomes a second
Environment with what the first holds. A clone of an environment
that is fetched by name is that environment.`],["Source","azureml-core 1.61, Environment; azure-ai-ml 1.35.2, Environment"]]},{code:"PRS522",effort:"changed",title:"what the v1 SDK filled in is written out",sections:[["v1",'```python\nenv = Environment.from_conda_specification(\n    "scoring", "conda.yml"\n)\n```\nThe SDK fills in a default image, a Python version and\nazureml-defaults.'],["v2",`\`\`\`python
env = Environment(
    name="scoring",
    image="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04",
    conda_file="conda.yml",
)
\`\`\`
conda_file needs an image.`],["What we do",`What azureml-core 1.61 fills in is written out: this image
(without its date); python=3.10 where CondaDependencies.create
names none; python=3.8 for CondaDependencies(), for
from_pip_requirements and for an environment that names no
packages, with azureml-defaults; the channels anaconda and
conda-forge. DEFAULT_CPU_IMAGE and its like become the names of
their images. A conda file is taken as it is: v1 added a Python
to one without. pin_sdk_version is dropped.`],["Why it is said","An older v1 SDK filled in an older image and an older Python."],["If it matters",`Write the image and the Python version that the scripts were
tested with.`],["Source",`azureml-core 1.61, DEFAULT_CPU_IMAGE, conda_dependencies.py;
azure-ai-ml 1.35.2, Environment`]]},{code:"PRS523",effort:"decision",title:"an environment setting without a place in v2",sections:[["v1",`\`\`\`python
env = Environment.from_conda_specification(
    "scoring", "conda.yml"
)
env.docker.shm_size = "4g"
\`\`\`
Also a registry with a password, an interpreter path, packages
that are added to a file or to an environment that is fetched by
name, load_from_directory, from_existing_conda_environment.`],["v2",'```python\nparallel_run_function(shm_size="4g")\n```\nA v2 environment has an image, a conda file or a build context,\nand nothing else that is run.'],["What we do",`The line stays, under a TODO that says where the setting belongs.
It does nothing in v2, or fails. Where the environment itself
can't be told, all that runs in it stays v1.`],["If it matters",`Move the setting to the step, into the conda file or into the
Dockerfile, and delete the line.`],["Source","azureml-core 1.61, Environment; azure-ai-ml 1.35.2, Environment"]]},{code:"PRS524",effort:"changed",title:"a curated environment comes from the azureml registry",sections:[["v1",'```python\nenv = Environment.get(\n    ws, "AzureML-sklearn-1.0-ubuntu20.04-py38-cpu"\n)\n```\nCurated environments belong to each workspace.'],["v2",'```python\nenv = "azureml://registries/azureml/environments/sklearn-1.0-ubuntu20.04-py38-cpu/labels/latest"\n```\nCurated environments belong to the registry azureml.'],["What we do",`The name goes on without AzureML-, with the version or the label
latest.`],["Why it is said","Many of the environments that v1 code names are no longer kept."],["If it matters",`Look in the registry whether this name exists, and whether its
packages serve.`],["Source","Azure Machine Learning curated environments"]]},{code:"PRS525",effort:"changed",title:"packages that v2 needs to read a table",sections:[["v1",`\`\`\`python
invoices = Dataset.get_by_name(ws, "invoices")
env = Environment("scoring")
env.python.conda_dependencies = CondaDependencies.create(
    python_version="3.10", pip_packages=["pandas"]
)
ParallelRunConfig(mini_batch_size="10MB")
\`\`\``],["v2",`\`\`\`python
env = Environment(
    conda_file={
        "dependencies": [
            "python=3.10",
            {
                "pip": [
                    "pandas",
                    "mltable",
                    "azureml-dataprep[pandas]",
                ]
            },
        ]
    }
)
\`\`\``],["What we do",`mltable and azureml-dataprep[pandas] are added to a list of
packages in sight. Where the packages are not in sight, the
finding asks to check them.`],["Why it is said",`Public ports of v1 code found that a worker that splits a table
needs both packages.`],["Source",`azureml-examples (environments of the parallel job samples);
azureml-examples #2369`]]},{code:"PRS526",effort:"changed",title:"a Dockerfile becomes a build context",sections:[["v1",'```python\nenv = Environment.from_dockerfile(\n    "scoring", "docker/Dockerfile"\n)\n```\nThe SDK sends the text of the Dockerfile, and nothing beside it.'],["v2",`\`\`\`python
env = Environment(
    name="scoring",
    build=BuildContext(
        path="docker", dockerfile_path="Dockerfile"
    ),
)
\`\`\`
The SDK uploads the folder, and the image is built in it.`],["What we do",`The path is taken apart into folder and file. A
DockerBuildContext keeps its own.`],["Why it is said",`A large folder is uploaded whole, and each change in it builds a
new image.`],["If it matters",`Move the Dockerfile into a folder of its own, or list what it
does not need in .amlignore.`],["Source",`azureml-core 1.61, DockerSection.base_dockerfile; azure-ai-ml
1.35.2, BuildContext`]]},{code:"PRS527",effort:"upgraded",title:"environment variables of an environment go to its steps",sections:[["v1",'```python\nenv = Environment.from_docker_image(\n    "scoring", "acme.azurecr.io/scoring:3"\n)\nenv.environment_variables = {"OMP_NUM_THREADS": "1"}\n```'],["v2",`\`\`\`python
env = Environment(
    name="scoring", image="acme.azurecr.io/scoring:3"
)
parallel_run_function(
    environment_variables={"OMP_NUM_THREADS": "1"}
)
\`\`\`
v2 environments hold no variables; jobs do.`],["What we do",`Each step that runs in the environment gets its variables, before
its own. Where the environment is registered or cloned, or one of
its steps is not in sight, the line stays under a TODO.`],["Source",`azureml-core 1.61, Environment.environment_variables; azure-ai-ml
1.35.2, parallel_run_function, command`]]},{code:"PRS528",effort:"decision",title:"an environment that comes from elsewhere",sections:[["v1","```python\nfrom common import scoring_env\n\nParallelRunConfig(environment=scoring_env)\n```"],["v2",'```python\nParallelRunConfig(environment="azureml:scoring@latest")\n```\nA v2 Environment, or the name of one.'],["What we do",`The expression stays, under a TODO. An object of SDK v1 fails
when the v2 step is made.`],["If it matters","Upgrade the code that makes the environment, or name it here."],["Source","azure-ai-ml 1.35.2, RunFunction, command"]]},{code:"PRS531",effort:"upgraded",title:"models come from ml_client.models",sections:[["v1",'```python\nmodel = Model(ws, "invoice-model")\n```\nThe latest version, where none is given. Also Model.register.'],["v2",'```python\nmodel = ml_client.models.get("invoice-model", label="latest")\n```\nA version, as text, or a label.'],["What we do",`Model(...) and ws.models[...] become models.get, Model.register
models.create_or_update(Model(...)). model.id becomes the name
and the version, as v1 had it. A call with other arguments, such
as datasets or child_paths, and a model whose download() gives a
path that is used, stay in v1.`],["Source",`Upgrade model management to SDK v2; azure-ai-ml 1.35.2,
ModelOperations`]]},{code:"PRS532",effort:"changed",title:"the version of the SDK is the one of SDK v2",sections:[["v1","```python\nprint(VERSION)\n```\nThe version of azureml-core."],["v2","```python\nfrom azure.ai.ml import __version__\n\nprint(__version__)\n```\nThe version of azure-ai-ml."],["What we do","The name is read from azure.ai.ml."],["Why it is said",`The number is another one: code that compares it with a v1
version no longer makes sense.`],["Source","azureml-core 1.61, VERSION; azure-ai-ml 1.35.2"]]},{code:"PRS533",effort:"changed",title:"a model that behaves differently in v2",sections:[["v1",'```python\nmodel = Model(ws, "invoice-model")\nmodel.download(target_dir="models", exist_ok=True)\nprint(model.version)\n```\nA file of the model lies in models, the version is a number.'],["v2",`\`\`\`python
model = ml_client.models.get("invoice-model", label="latest")
ml_client.models.download(
    name=model.name,
    version=model.version,
    download_path="models",
)
print(model.version)
\`\`\`
It lies in models/invoice-model, the version is text.`],["What we do",`The counterpart is written; where the version is counted with or
compared, int(...) around it. model_framework and
resource_configuration of Model.register are dropped.`],["Why it is said",`Code that reads the downloaded files, or the version, may have to
follow.`],["If it matters",`Look at the paths below the target, and at what is done with the
version.`],["Source",`azureml-core 1.61, Model; azure-ai-ml 1.35.2,
ModelOperations.download`]]},{code:"PRS601",effort:"changed",title:"saved outputs are from before the upgrade",sections:[["v1",'```python\n# a notebook cell with a saved output\nrun = Experiment(ws, "scoring").submit(pipeline)\n```'],["v2",'```python\nrun = ml_client.jobs.create_or_update(pipeline,\nexperiment_name="scoring")\n```'],["What we do","The code of a cell changes, its saved outputs stay as they are."],["Why it is said",`The outputs were made by the v1 code; a reader of the notebook
can't tell.`],["If it matters","Run the notebook again, or clear the outputs."],["Source","nbformat 4, The Notebook file format"]]},{code:"PRS602",effort:"changed",title:"markdown explains v1",sections:[["v1",'```python\n# markdown: "The ParallelRunStep splits the images ..."\n```'],["v2","```python\n# the text is yours to change\n```"],["What we do",`Markdown is left alone; the cells that name v1 classes are
listed.`],["Why it is said",`After the upgrade the text explains code that is no longer
there.`],["Source","nbformat 4, The Notebook file format"]]},{code:"PRS603",effort:"decision",title:"a cell that does not parse",sections:[["v1","```python\ndef broken(:\n```"],["v2","```python\n# the cell stays as it is\n```"],["What we do",`A cell that does not parse is skipped, the others go on. When
it names ParallelRunConfig or ParallelRunStep the notebook is
refused. When it uses azureml otherwise, it is a decision.`],["Why it is said",`What the cell binds and reads is not known to the rest of the
upgrade. In a notebook with nothing to upgrade it is not said.`],["If it matters","Mend the cell and run again."],["Source","IPython, Python grammar"]]},{code:"PRS604",effort:"decision",title:"the body of a cell magic still uses v1",sections:[["v1",'```python\n%%writefile score.py\nfrom azureml.core.model import Model\nmodel_path = Model.get_model_path("classifier")\n```'],["v2","```python\n# the cell stays as it is: pass the model to the step as an input\n```"],["What we do","A cell whose magic keeps its body from the notebook's program\n(`%%writefile`, `%%script`) is not edited; the v1 calls in it are\nlisted."],["Why it is said","A written script runs in the job and still imports `azureml`."],["If it matters","Take the model and the data from the script's arguments."],["Source","Upgrade parallel run step to SDK v2"]]},{code:"PRS605",effort:"changed",title:"a cell installs SDK v1",sections:[["v1","```python\n%pip install azureml-sdk azureml-widgets\n```"],["v2","```python\n%pip install azure-ai-ml azure-identity\n```"],["What we do","The cell stays as it is."],["Why it is said","The upgraded cells import `azure.ai.ml`, which this cell does not\ninstall."],["If it matters","Install `azure-ai-ml`, and `azureml-*` only as long as something\nof SDK v1 is left."],["Source","Install and set up Python SDK v2"]]},{code:"PRS701",effort:"upgraded",title:"the settings of a YAML file move into the code",sections:[["v1",'```python\nconfig = ParallelRunConfig.load_yaml(ws, "scoring.yml")\n```\nThe settings stand in a file, under parallel_run_config.'],["v2","```python\nstep = parallel_run_function(instance_count=4, ...)\n```\nv2 has no such file: its settings stand in the code, or in a\ncomponent."],["What we do",`The settings move into the code of the step, with the comments of
the file. The file stays as it is.`],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS702",effort:"changed",title:"a YAML file whose settings stand in the code now",sections:[["v1","```python\n# scoring.yml, which ParallelRunConfig.load_yaml reads\n```"],["v2","```python\n# nothing: the code has the settings\n```"],["What we do","The file is left where it is, and nothing of it is changed."],["Why it is said","Whoever changes a setting there changes nothing any more."],["If it matters","Delete the file, once nothing else reads it."],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS703",effort:"decision",title:"a YAML file whose settings can't be read",sections:[["v1","```python\nconfig = ParallelRunConfig.load_yaml(ws, args.settings)\n```\nAlso a file that is not there or can't be read, or whose\nenvironment is written out in it or lies in a folder."],["v2","```python\nstep = parallel_run_function(instance_count=4, ...)\n```"],["What we do","The code stays v1, with a TODO that says what was looked for."],["If it matters",`Write the path as text, or the settings as
ParallelRunConfig(...). An environment: register it, and name it
with environment_name.`],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS704",effort:"upgraded",title:"a key that v1 does not read",sections:[["v1","```python\n# parallel_run_config:\n#   input_format:\n```\nA key that load_yaml does not read, or that has no value."],["v2","```python\n# nothing\n```"],["What we do","It is left out."],["Source","azureml-pipeline-core 1.62, ParallelRunConfig.load_yaml"]]},{code:"PRS705",effort:"upgraded",title:"a v1 pipeline file becomes a v2 pipeline job",sections:[["v1",'```python\n# pipeline:\n#   steps: ...\npipeline = Pipeline.load_yaml(ws, "nightly.yml")\n```'],["v2",'```python\n# type: pipeline\n# jobs: ...\npipeline = load_job("nightly.yml")\n```'],["What we do",`The file is rewritten in place, each step gets a component file
beside it, and the code that loads it calls load_job.`],["Source",`azureml-pipeline-core 1.62, Pipeline.load_yaml; CLI (v2) pipeline
job YAML schema`]]},{code:"PRS706",effort:"decision",title:"a v1 pipeline file that has no v2 form",sections:[["v1","```python\n# a step of type DatabricksStep, a SQL data reference,\n# two inputs that are split together\n```"],["v2","```python\n# a pipeline job with steps that v2 has\n```"],["What we do",`The file and the code that loads it stay v1, with a TODO in the
code that says what is in the way.`],["If it matters","Change that part of the file, or write its job by hand."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS707",effort:"upgraded",title:"a step of a v1 pipeline file becomes a component",sections:[["v1","```python\n# Score:\n#   type: ParallelRunStep\n#   parallel_run_config: score.yml\n```"],["v2","```python\n# nightly-score.yml, a parallel component\n```"],["What we do",`The settings of the config file and of the step make a component
file; the job in the pipeline names it.`],["Source","CLI (v2) parallel job YAML schema"]]},{code:"PRS708",effort:"decision",title:"the environment of a script step of a pipeline file",sections:[["v1","```python\n# Prepare:\n#   type: PythonScriptStep\n#   runconfig: aml.runconfig\n```"],["v2","```python\n# environment: azureml:prepare@latest\n```"],["What we do",`The component is written without an environment, under a TODO.
load_job refuses it until one is named.`],["If it matters","Register the environment of the run configuration, and name it."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS709",effort:"upgraded",title:"a parameter of a pipeline file is an input of the job",sections:[["v1","```python\n# parameters:\n#   cutoff: {type: float, default: 0.5}\n```"],["v2","```python\n# inputs:\n#   cutoff: 0.5\n```"],["What we do",`The default is the value of the input; a submission that sets it
sets the input.`],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS710",effort:"changed",title:"data of a pipeline file",sections:[["v1","```python\n# data_references:\n#   labels:\n#     datastore: workspaceblobstore\n#     path_on_datastore: labels\n```"],["v2","```python\n# type: uri_folder\n# path: azureml://datastores/workspaceblobstore/paths/labels\n```"],["What we do","A path is read as a folder, a registered dataset as mltable."],["If it matters","A path that is one file needs the type uri_file."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS711",effort:"changed",title:"a key of a pipeline file without a v2 place",sections:[["v1",'```python\n# Score:\n#   version: "2"\n#   path_on_compute: /tmp/in\n```'],["v2","```python\n# nothing\n```"],["What we do","The key is left out."],["Why it is said","Nothing is dropped in silence."],["Source","azureml-pipeline-core 1.62, Pipeline.load_yaml"]]},{code:"PRS801",effort:"changed",title:"packages of SDK v2 that the upgraded code needs",sections:[["v1","```text\nazureml-sdk==1.53.0\n```\nIn requirements.txt. Also pyproject.toml, setup.cfg, setup.py\nand conda files."],["v2","```text\nazure-ai-ml>=1.13.0\nazure-identity\nazureml-sdk==1.53.0\n```"],["What we do",`The files beside the upgraded code and in the folders above it,
up to the root of the repository, are read. One that names
packages of SDK v1 and lacks what the upgraded code imports is
listed. \`--write\` adds the lines to a requirements file; the
other kinds, and files that a tool generates or that hold
hashes, are left to you. Nothing is taken out. A file that the
code names as the packages of an environment is left alone: its
packages are those of the job.`],["Why it is said",`Without these packages the upgraded code stops at its first
import. Steps that take mini_batch_size or retry settings from
a parameter need azure-ai-ml 1.13.0 or newer.`],["If it matters","Pin the versions as you pin the others."],["Source",`Install and set up Python SDK v2; azure-sdk-for-python, changes
of azure-ai-ml 1.13.0`]]},{code:"PRS802",effort:"changed",title:"a package of SDK v1 that nothing here needs any more",sections:[["v1","```text\nazureml-pipeline==1.53.0\n```"],["v2","```text\n```\nNothing."],["What we do",`The package stays. It is said once, by the run whose upgrade
takes the last import of azureml out of the files that were
searched.`],["Why it is said",`The tool does not see what else is installed from this file: a
training environment, a build, code in another repository. So
it is no decision, and a later check does not ask for it.`],["If it matters","Take the line out when nothing else needs it."],["Source","Install and set up Python SDK v2"]]},{code:"PRS901",effort:"decision",title:"a v1 symbol that is left",sections:[["v1",'```python\nRun.get_context().log("files", 10)\n```\nAny name of azureml that the program still uses.'],["v2",'```python\nmlflow.log_metric("files", 10)\n```'],["What we do",`The code stays as it is. Each place is listed once, with the
reason and, where there is one, the v2 counterpart.`],["If it matters","The program needs both SDKs until the last of these is gone."],["Source","Migrate logging from SDK v1 to MLflow, for this example"]]},{code:"PRS902",effort:"decision",title:"a TODO of an earlier upgrade still stands",sections:[["v1",`\`\`\`python
# TODO(prs-upgrade PRS203): is "invoices" made of files or a table?
invoices = Input(
    type=AssetTypes.MLTABLE,
    path="azureml:invoices@latest",
    mode=InputOutputModes.EVAL_MOUNT,
)
\`\`\``],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.MLTABLE,\n    path="azureml:invoices@latest",\n    mode=InputOutputModes.DIRECT,\n)\n```'],["What we do",`An earlier upgrade left a question in the code, and it still
stands. A check fails until it is gone.`],["If it matters",`Decide, change the code if need be, and delete the TODO. Its own
code says more.`],["Source","prs-upgrade --check"]]},{code:"PRS903",effort:"decision",title:"a v1 symbol in a script that a step runs",sections:[["v1",'```python\nmodel_path = Model.get_model_path("invoice-model")\nRun.get_context().log("files", 10)\n```\nIn score.py, which a step runs.'],["v2",'```python\nRunFunction(\n    entry_script="score.py",\n    program_arguments="--model ${{inputs.model}}",\n)\n```\nThe model is an input of the step; MLflow logs metrics.'],["What we do",`A script that a step runs is read where its path is in the code,
and each use of azureml in it is listed. It is not changed: the
guide says that entry scripts are compatible, and how
azureml-core answers inside a v2 job could not be tried.`],["If it matters",`Pass models and data in the arguments and log with MLflow; then
the script runs without azureml-core.`],["Source",`Upgrade parallel run step to SDK v2 (note on entry scripts);
Migrate logging from SDK v1 to MLflow`]]},{code:"PRS904",effort:"decision",title:"an ignore comment that suppresses nothing",sections:[["v1",'```python\n# prs-upgrade: ignore[PRS203] the team knows that these are files\ninvoices = Dataset.File.from_files((store, "invoices"))\n```'],["v2",'```python\ninvoices = Input(\n    type=AssetTypes.URI_FOLDER,\n    path="azureml://datastores/workspaceblobstore/paths/invoices",\n)\n```'],["What we do",`A comment that suppresses nothing is reported: what it was about
is upgraded, has another code, or stands elsewhere now. The
comment stays.`],["Why it is said",`A comment that is left over would hide the next finding of that
code without anybody having looked at it.`],["If it matters","Take the code out of the comment, or the whole comment."],["Source","prs-upgrade itself"]]},{code:"PRS905",effort:"decision",title:"an ignore comment without codes or a reason",sections:[["v1",'```python\n# prs-upgrade: ignore[PRS203]\ninvoices = Dataset.get_by_name(ws, "invoices")\n```'],["v2",'```python\n# prs-upgrade: ignore[PRS203] these are files, see the loader\ninvoices = Dataset.get_by_name(ws, "invoices")\n```'],["What we do",`An ignore comment names its codes in brackets and says why after
them. One that does not suppresses nothing.`],["Why it is said","The next reader can't tell a decision from an oversight."],["If it matters",`Write the codes and the reason in one line:
# prs-upgrade: ignore[PRS203, PRS204] reason`],["Source","prs-upgrade itself"]]}];var RULE_DOCS=rule_docs_generated_default;function statisticsOf(report){let files=filesWithV1(report),settings=grouped(files,finding=>finding.v1),codes=grouped(files,finding=>finding.code);return{settings:settings.map(s=>({v1:s.key,v2:[...new Set(s.findings.flatMap(f=>f.v2??[]))].sort(),...occurrenceOf(s)})),codes:codes.map(c=>({code:c.key,title:RULE_DOCS.find(rule=>rule.code===c.key)?.title??"",...occurrenceOf(c)})),files:files.map(file=>({path:file.path,status:file.status,findings:countFindings([file])})).sort((a,b)=>leftOf(b.findings)-leftOf(a.findings)||total(b.findings)-total(a.findings)||(a.path<b.path?-1:1))}}function grouped(files,keyOf){let groups=new Map;for(let file of files)for(let finding of file.findings){let key=keyOf(finding);if(key===null)continue;let group=groups.get(key)??{findings:[],files:new Set};group.findings.push(finding),group.files.add(file.path),groups.set(key,group)}return[...groups].map(([key,group])=>({key,findings:group.findings,files:group.files.size})).sort((a,b)=>b.findings.length-a.findings.length||(a.key<b.key?-1:1))}function occurrenceOf(group){return{findings:group.findings.length,files:group.files,efforts:countFindings([group])}}function leftOf(counts){return counts.decision+counts.unsupported}function total(counts){return leftOf(counts)+counts.changed+counts.upgraded}function statisticsText(report,options){let{settings,codes,files}=statisticsOf(report),width=Math.min(options.columns,100);return files.length===0?"":[table(["v1","files","findings","by hand"],settings.map(s=>[s.v1,s.files,s.findings,leftOf(s.efforts)]),width,options),table(["code","files","findings","by hand"],codes.map(c=>[`${c.code}  ${c.title}`,c.files,c.findings,leftOf(c.efforts)]),width,options),table(["file","upgraded","changed","to decide","no counterpart"],files.map(({path,findings:f})=>[path,f.upgraded,f.changed,f.decision,f.unsupported]),width,options)].filter(part=>part!=="").join(`
`)}function table(head,rows,width,{palette}){if(rows.length===0)return"";let numbers=head.slice(1),wide=numbers.reduce((sum,name)=>sum+name.length+2,0),line=cells=>{let name=printable(String(cells[0])),right=numbers.map((column,i)=>String(cells[i+1]).padStart(column.length+2)).join("");return name.length<=width-wide?name.padEnd(width-wide)+right:`${name}
${" ".repeat(width-wide)}${right}`},[first="",...rest]=[head,...rows].map(line);return`${[palette.bold(first),...rest].join(`
`)}
`}function closing(report,options){let files=filesWithV1(report),left=files.length===0?[]:report.mode==="write"?whatIsLeft(files,options):[nextStep(report,files)];return`${[...totals(report),...left].join(`
`)}
`}function totals(report){let files=filesWithV1(report),failed=report.problems.length>0?`; ${report.problems.length} could not be handled, see the errors`:"",hidden=notListed(report),said=hidden===""?[]:[hidden];if(files.length===0)return[`${hidden===""?"No v1 parallel-run code":"Nothing to list"} in ${plural(report.scanned,"file")}${failed}.`,...said];let counts=countFindings(files);return[`${verdict(report,codeWithV1(report))}${failed}`,`  ${counts.upgraded} upgraded \xB7 ${counts.changed} changed in meaning \xB7 ${counts.decision} to decide \xB7 ${counts.unsupported} without a v2 counterpart`,...said]}function notListed({hidden}){return hidden?`  not listed: ${[hidden.baseline>0?`${hidden.baseline} in the baseline`:"",hidden.ignored>0?`${hidden.ignored} ignored by a comment`:"",hidden.deselected>0?`${hidden.deselected} left out by --select or --ignore`:""].filter(part=>part!=="").join(" \xB7 ")}${hidden.left>0?` (${hidden.left} of them to decide, or without a counterpart)`:""}`:""}function verdict(report,files){let written=report.mode==="write",whole=files.filter(file=>file.status==="upgraded").length,partly=files.filter(file=>file.status==="partly"),toDecide=partly.filter(file=>countFindings([file]).decision>0).length,without=partly.filter(file=>countFindings([file]).decision===0&&countFindings([file]).unsupported>0).length,refused=files.filter(file=>file.status==="refused").length;if(files.length===0)return`No v1 parallel-run code in ${plural(report.scanned,"file")}, but packages of SDK v2 are missing`;let parts=[whole>0?`${whole} ${written?whole===1?"was":"were":"can be"} upgraded whole`:"",toDecide>0?`${toDecide} ${toDecide===1?"needs":"need"} a decision`:"",without>0?`${without} ${without===1?"has":"have"} code without a v2 counterpart`:"",refused>0?`${refused} ${refused===1?"is":"are"} refused`:""].filter(part=>part!=="").join(", ");return`${plural(files.length,"file")} ${written?"used":files.length===1?"uses":"use"} v1 parallel runs (of ${report.scanned})${parts===""?"":`: ${parts}`}`}function nextStep(report,files){let important=files.flatMap(file=>file.findings).find(finding=>finding.effort!=="upgraded"),steps=[files.some(file=>file.text!==file.original)?report.mode==="check"?"See the new code without --check, apply it with --write":"Apply with --write":"",important?`read about a code with: prs-upgrade explain ${important.code}`:""].filter(step=>step!=="").join("; ");return`Nothing was written.${steps===""?"":` ${steps.charAt(0).toUpperCase()}${steps.slice(1)}`}`}function whatIsLeft(files,{palette}){let first=files.some(file=>file.text!==file.original)?"Written.":"Nothing was written.",left=files.flatMap(file=>[...file.status==="refused"?[`  ${printable(file.path)}: ${printable(file.reason??"")}`]:[],...file.findings.filter(({effort})=>effort==="decision"||effort==="unsupported").map(finding=>`  ${printable(file.path)}:${finding.cell===null?"":`cell ${finding.cell}:`}${finding.line}:${finding.column}  ${palette.red(finding.code)}  ${printable(finding.title)}`)]);return left.length===0?[`${first} Nothing is left to decide.`]:[`${first} Left for you:`,...left]}function plural(n,noun){return`${n} ${noun}${n===1?"":"s"}`}function wrap(value,width){let lines=[];for(let word of value.split(/\s+/).filter(w=>w!=="")){let line=lines.at(-1);line!==void 0&&line.length+1+word.length<=width?lines[lines.length-1]=`${line} ${word}`:lines.push(word)}return lines}var text=(report,options)=>[...options.statistics?[statisticsText(report,options)]:filesWithV1(report).map(file=>fileBlock(file,report,options)),closing(report,options)].filter(part=>part!=="").join(`
`),COLOUR={decision:"red",unsupported:"red",changed:"yellow",upgraded:"green"},WIDEST=100;function fileBlock(file,report,options){let lines=[header(file,options)];file.status==="refused"&&lines.push(...wrap(printable(file.reason??""),widthOf(options)-2).map(line=>`  ${options.palette.red(line)}`)),lines.push(...findingLines(file,options));let diff=report.mode==="check"?"":diffOf(file);return diff!==""&&lines.push("",...diff.trimEnd().split(`
`).map((line,i,all)=>`  ${paintOfDiff(line,isHeader(all,i),options.palette)(printable(line))}`)),`${lines.join(`
`)}
`}function header(file,options){let counts=countFindings([file]),left=[counts.changed>0?`${counts.changed} to read`:"",counts.decision>0?`${counts.decision} to decide`:"",counts.unsupported>0?`${counts.unsupported} without a v2 counterpart`:""].filter(part=>part!=="").join(" \xB7 "),state=file.status==="refused"?"refused":left!==""?left:file.status==="partly"?"in part":"whole",path=printable(file.path);return options.palette.bold(path)+" ".repeat(Math.max(2,widthOf(options)-path.length-state.length))+state}function findingLines(file,options){let listed=byImportance(file.findings).filter(finding=>options.verbose||finding.effort!=="upgraded"),placeWidth=Math.max(...listed.map(finding=>placeOf(finding).length)),effortWidth=Math.max(...listed.map(finding=>finding.effort.length)),indent=2+placeWidth+2+effortWidth+2+6+2,width=Math.max(widthOf(options)-indent,30);return listed.flatMap(finding=>{let head=`  ${placeOf(finding).padEnd(placeWidth)}  ${options.palette[COLOUR[finding.effort]](finding.effort.padEnd(effortWidth))}  ${finding.code}  `,[title="",...more]=wrap(printable(finding.title),width),below=[...more,...wrap(printable(finding.why),width).map(line=>options.palette.dim(line))];return[head+title,...below.map(line=>" ".repeat(indent)+line)]})}function placeOf(finding){return`${finding.cell===null?"":`cell ${finding.cell} `}${finding.line}:${finding.column}`}function widthOf(options){return Math.min(options.columns,WIDEST)}function isHeader(lines,index){let from=lines[index]?.startsWith("+++ ")?index-1:index;return["--- ","+++ ","@@ "].every((start,i)=>lines[from+i]?.startsWith(start))}function paintOfDiff(line,header2,palette){return header2?palette.bold:line.startsWith("@@")?palette.cyan:line.startsWith("+")?palette.green:line.startsWith("-")?palette.red:same=>same}0&&(module.exports={text});
