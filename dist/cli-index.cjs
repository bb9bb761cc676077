const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;
"use strict";var __defProp=Object.defineProperty;var __getOwnPropDesc=Object.getOwnPropertyDescriptor;var __getOwnPropNames=Object.getOwnPropertyNames;var __hasOwnProp=Object.prototype.hasOwnProperty;var __export=(target,all)=>{for(var name in all)__defProp(target,name,{get:all[name],enumerable:!0})},__copyProps=(to,from,except,desc)=>{if(from&&typeof from=="object"||typeof from=="function")for(let key of __getOwnPropNames(from))!__hasOwnProp.call(to,key)&&key!==except&&__defProp(to,key,{get:()=>from[key],enumerable:!(desc=__getOwnPropDesc(from,key))||desc.enumerable});return to};var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:!0}),mod);var index_exports={};__export(index_exports,{MERGED_REPORTERS:()=>MERGED_REPORTERS});module.exports=__toCommonJS(index_exports);var Diff=class{diff(oldStr,newStr,options={}){let callback;typeof options=="function"?(callback=options,options={}):"callback"in options&&(callback=options.callback);let oldString=this.castInput(oldStr,options),newString=this.castInput(newStr,options),oldTokens=this.removeEmpty(this.tokenize(oldString,options)),newTokens=this.removeEmpty(this.tokenize(newString,options));return this.diffWithOptionsObj(oldTokens,newTokens,options,callback)}diffWithOptionsObj(oldTokens,newTokens,options,callback){var _a;let done=value=>{if(value=this.postProcess(value,options),callback){setTimeout(function(){callback(value)},0);return}else return value},newLen=newTokens.length,oldLen=oldTokens.length,editLength=1,maxEditLength=newLen+oldLen;options.maxEditLength!=null&&(maxEditLength=Math.min(maxEditLength,options.maxEditLength));let maxExecutionTime=(_a=options.timeout)!==null&&_a!==void 0?_a:1/0,abortAfterTimestamp=Date.now()+maxExecutionTime,bestPath=[{oldPos:-1,lastComponent:void 0}],newPos=this.extractCommon(bestPath[0],newTokens,oldTokens,0,options);if(bestPath[0].oldPos+1>=oldLen&&newPos+1>=newLen)return done(this.buildValues(bestPath[0].lastComponent,newTokens,oldTokens));let minDiagonalToConsider=-1/0,maxDiagonalToConsider=1/0,execEditLength=()=>{for(let diagonalPath=Math.max(minDiagonalToConsider,-editLength);diagonalPath<=Math.min(maxDiagonalToConsider,editLength);diagonalPath+=2){let basePath,removePath=bestPath[diagonalPath-1],addPath=bestPath[diagonalPath+1];removePath&&(bestPath[diagonalPath-1]=void 0);let canAdd=!1;if(addPath){let addPathNewPos=addPath.oldPos-diagonalPath;canAdd=addPath&&0<=addPathNewPos&&addPathNewPos<newLen}let canRemove=removePath&&removePath.oldPos+1<oldLen;if(!canAdd&&!canRemove){bestPath[diagonalPath]=void 0;continue}if(!canRemove||canAdd&&removePath.oldPos<addPath.oldPos?basePath=this.addToPath(addPath,!0,!1,0,options):basePath=this.addToPath(removePath,!1,!0,1,options),newPos=this.extractCommon(basePath,newTokens,oldTokens,diagonalPath,options),basePath.oldPos+1>=oldLen&&newPos+1>=newLen)return done(this.buildValues(basePath.lastComponent,newTokens,oldTokens))||!0;bestPath[diagonalPath]=basePath,basePath.oldPos+1>=oldLen&&(maxDiagonalToConsider=Math.min(maxDiagonalToConsider,diagonalPath-1)),newPos+1>=newLen&&(minDiagonalToConsider=Math.max(minDiagonalToConsider,diagonalPath+1))}editLength++};if(callback)(function exec(){setTimeout(function(){if(editLength>maxEditLength||Date.now()>abortAfterTimestamp)return callback(void 0);execEditLength()||exec()},0)})();else for(;editLength<=maxEditLength&&Date.now()<=abortAfterTimestamp;){let ret=execEditLength();if(ret)return ret}}addToPath(path,added,removed,oldPosInc,options){let last=path.lastComponent;return last&&!options.oneChangePerToken&&last.added===added&&last.removed===removed?{oldPos:path.oldPos+oldPosInc,lastComponent:{count:last.count+1,added,removed,previousComponent:last.previousComponent}}:{oldPos:path.oldPos+oldPosInc,lastComponent:{count:1,added,removed,previousComponent:last}}}extractCommon(basePath,newTokens,oldTokens,diagonalPath,options){let newLen=newTokens.length,oldLen=oldTokens.length,oldPos=basePath.oldPos,newPos=oldPos-diagonalPath,commonCount=0;for(;newPos+1<newLen&&oldPos+1<oldLen&&this.equals(oldTokens[oldPos+1],newTokens[newPos+1],options);)newPos++,oldPos++,commonCount++,options.oneChangePerToken&&(basePath.lastComponent={count:1,previousComponent:basePath.lastComponent,added:!1,removed:!1});return commonCount&&!options.oneChangePerToken&&(basePath.lastComponent={count:commonCount,previousComponent:basePath.lastComponent,added:!1,removed:!1}),basePath.oldPos=oldPos,newPos}equals(left,right,options){return options.comparator?options.comparator(left,right):left===right||!!options.ignoreCase&&left.toLowerCase()===right.toLowerCase()}removeEmpty(array){let ret=[];for(let i=0;i<array.length;i++)array[i]&&ret.push(array[i]);return ret}castInput(value,options){return value}tokenize(value,options){return Array.from(value)}join(chars){return chars.join("")}postProcess(changeObjects,options){return changeObjects}get useLongestToken(){return!1}buildValues(lastComponent,newTokens,oldTokens){let components=[],nextComponent;for(;lastComponent;)components.push(lastComponent),nextComponent=lastComponent.previousComponent,delete lastComponent.previousComponent,lastComponent=nextComponent;components.reverse();let componentLen=components.length,componentPos=0,newPos=0,oldPos=0;for(;componentPos<componentLen;componentPos++){let component=components[componentPos];if(component.removed)component.value=this.join(oldTokens.slice(oldPos,oldPos+component.count)),oldPos+=component.count;else{if(!component.added&&this.useLongestToken){let value=newTokens.slice(newPos,newPos+component.count);value=value.map(function(value2,i){let oldValue=oldTokens[oldPos+i];return oldValue.length>value2.length?oldValue:value2}),component.value=this.join(value)}else component.value=this.join(newTokens.slice(newPos,newPos+component.count));newPos+=component.count,component.added||(oldPos+=component.count)}}return components}};function longestCommonPrefix(str1,str2){let i;for(i=0;i<str1.length&&i<str2.length;i++)if(str1[i]!=str2[i])return str1.slice(0,i);return str1.slice(0,i)}function longestCommonSuffix(str1,str2){let i;if(!str1||!str2||str1[str1.length-1]!=str2[str2.length-1])return"";for(i=0;i<str1.length&&i<str2.length;i++)if(str1[str1.length-(i+1)]!=str2[str2.length-(i+1)])return str1.slice(-i);return str1.slice(-i)}function replacePrefix(string,oldPrefix,newPrefix){if(string.slice(0,oldPrefix.length)!=oldPrefix)throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);return newPrefix+string.slice(oldPrefix.length)}function replaceSuffix(string,oldSuffix,newSuffix){if(!oldSuffix)return string+newSuffix;if(string.slice(-oldSuffix.length)!=oldSuffix)throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);return string.slice(0,-oldSuffix.length)+newSuffix}function removePrefix(string,oldPrefix){return replacePrefix(string,oldPrefix,"")}function removeSuffix(string,oldSuffix){return replaceSuffix(string,oldSuffix,"")}function maximumOverlap(string1,string2){return string2.slice(0,overlapCount(string1,string2))}function overlapCount(a,b){let startA=0;a.length>b.length&&(startA=a.length-b.length);let endB=b.length;a.length<b.length&&(endB=a.length);let map=Array(endB),k=0;map[0]=0;for(let j=1;j<endB;j++){for(b[j]==b[k]?map[j]=map[k]:map[j]=k;k>0&&b[j]!=b[k];)k=map[k];b[j]==b[k]&&k++}k=0;for(let i=startA;i<a.length;i++){for(;k>0&&a[i]!=b[k];)k=map[k];a[i]==b[k]&&k++}return k}function segment(string,segmenter){let parts=[];for(let segmentObj of Array.from(segmenter.segment(string))){let segment2=segmentObj.segment;parts.length&&/\s/.test(parts[parts.length-1])&&/\s/.test(segment2)?parts[parts.length-1]+=segment2:parts.push(segment2)}return parts}function trailingWs(string,segmenter){if(segmenter)return leadingAndTrailingWs(string,segmenter)[1];let i;for(i=string.length-1;i>=0&&string[i].match(/\s/);i--);return string.substring(i+1)}function leadingWs(string,segmenter){if(segmenter)return leadingAndTrailingWs(string,segmenter)[0];let match=string.match(/^\s*/);return match?match[0]:""}function leadingAndTrailingWs(string,segmenter){if(!segmenter)return[leadingWs(string),trailingWs(string)];if(segmenter.resolvedOptions().granularity!="word")throw new Error('The segmenter passed must have a granularity of "word"');let segments=segment(string,segmenter),firstSeg=segments[0],lastSeg=segments[segments.length-1],head=/\s/.test(firstSeg)?firstSeg:"",tail=/\s/.test(lastSeg)?lastSeg:"";return[head,tail]}var extendedWordChars="a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}",tokenizeIncludingWhitespace=new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`,"ug"),WordDiff=class extends Diff{equals(left,right,options){return options.ignoreCase&&(left=left.toLowerCase(),right=right.toLowerCase()),left.trim()===right.trim()}tokenize(value,options={}){let parts;if(options.intlSegmenter){let segmenter=options.intlSegmenter;if(segmenter.resolvedOptions().granularity!="word")throw new Error('The segmenter passed must have a granularity of "word"');parts=segment(value,segmenter)}else parts=value.match(tokenizeIncludingWhitespace)||[];let tokens=[],prevPart=null;return parts.forEach(part=>{/\s/.test(part)?prevPart==null?tokens.push(part):tokens.push(tokens.pop()+part):prevPart!=null&&/\s/.test(prevPart)?tokens[tokens.length-1]==prevPart?tokens.push(tokens.pop()+part):tokens.push(prevPart+part):tokens.push(part),prevPart=part}),tokens}join(tokens){return tokens.map((token,i)=>i==0?token:token.replace(/^\s+/,"")).join("")}postProcess(changes,options){if(!changes||options.oneChangePerToken)return changes;let lastKeep=null,insertion=null,deletion=null;return changes.forEach(change=>{change.added?insertion=change:change.removed?deletion=change:((insertion||deletion)&&dedupeWhitespaceInChangeObjects(lastKeep,deletion,insertion,change,options.intlSegmenter),lastKeep=change,insertion=null,deletion=null)}),(insertion||deletion)&&dedupeWhitespaceInChangeObjects(lastKeep,deletion,insertion,null,options.intlSegmenter),changes}},wordDiff=new WordDiff;function dedupeWhitespaceInChangeObjects(startKeep,deletion,insertion,endKeep,segmenter){if(deletion&&insertion){let[oldWsPrefix,oldWsSuffix]=leadingAndTrailingWs(deletion.value,segmenter),[newWsPrefix,newWsSuffix]=leadingAndTrailingWs(insertion.value,segmenter);if(startKeep){let commonWsPrefix=longestCommonPrefix(oldWsPrefix,newWsPrefix);startKeep.value=replaceSuffix(startKeep.value,newWsPrefix,commonWsPrefix),deletion.value=removePrefix(deletion.value,commonWsPrefix),insertion.value=removePrefix(insertion.value,commonWsPrefix)}if(endKeep){let commonWsSuffix=longestCommonSuffix(oldWsSuffix,newWsSuffix);endKeep.value=replacePrefix(endKeep.value,newWsSuffix,commonWsSuffix),deletion.value=removeSuffix(deletion.value,commonWsSuffix),insertion.value=removeSuffix(insertion.value,commonWsSuffix)}}else if(insertion){if(startKeep){let ws=leadingWs(insertion.value,segmenter);insertion.value=insertion.value.substring(ws.length)}if(endKeep){let ws=leadingWs(endKeep.value,segmenter);endKeep.value=endKeep.value.substring(ws.length)}}else if(startKeep&&endKeep){let newWsFull=leadingWs(endKeep.value,segmenter),[delWsStart,delWsEnd]=leadingAndTrailingWs(deletion.value,segmenter),newWsStart=longestCommonPrefix(newWsFull,delWsStart);deletion.value=removePrefix(deletion.value,newWsStart);let newWsEnd=longestCommonSuffix(removePrefix(newWsFull,newWsStart),delWsEnd);deletion.value=removeSuffix(deletion.value,newWsEnd),endKeep.value=replacePrefix(endKeep.value,newWsFull,newWsEnd),startKeep.value=replaceSuffix(startKeep.value,newWsFull,newWsFull.slice(0,newWsFull.length-newWsEnd.length))}else if(endKeep){let endKeepWsPrefix=leadingWs(endKeep.value,segmenter),deletionWsSuffix=trailingWs(deletion.value,segmenter),overlap=maximumOverlap(deletionWsSuffix,endKeepWsPrefix);deletion.value=removeSuffix(deletion.value,overlap)}else if(startKeep){let startKeepWsSuffix=trailingWs(startKeep.value,segmenter),deletionWsPrefix=leadingWs(deletion.value,segmenter),overlap=maximumOverlap(startKeepWsSuffix,deletionWsPrefix);deletion.value=removePrefix(deletion.value,overlap)}}var WordsWithSpaceDiff=class extends Diff{tokenize(value){let regex=new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`,"ug");return value.match(regex)||[]}},wordsWithSpaceDiff=new WordsWithSpaceDiff;function diffWordsWithSpace(oldStr,newStr,options){return wordsWithSpaceDiff.diff(oldStr,newStr,options)}function parsePatch(uniDiff){let diffstr=uniDiff.split(/\n/),list=[],i=0;function isGitDiffHeader(line){return/^diff --git /.test(line)}function isDiffHeader(line){return isGitDiffHeader(line)||/^Index:\s/.test(line)||/^diff(?: -r \w+)+\s/.test(line)}function isFileHeader(line){return/^(---|\+\+\+)\s/.test(line)}function isHunkHeader(line){return/^@@\s/.test(line)}function parseIndex(){var _a;let index={};index.hunks=[],list.push(index);let seenDiffHeader=!1;for(;i<diffstr.length;){let line=diffstr[i];if(isFileHeader(line)||isHunkHeader(line))break;if(isGitDiffHeader(line)){if(seenDiffHeader)return;seenDiffHeader=!0,index.isGit=!0;let paths=parseGitDiffHeader(line);for(paths&&(index.oldFileName=paths.oldFileName,index.newFileName=paths.newFileName),i++;i<diffstr.length;){let extLine=diffstr[i];if(isFileHeader(extLine)||isHunkHeader(extLine)||isDiffHeader(extLine))break;let renameFromMatch=/^rename from (.*)/.exec(extLine);renameFromMatch&&(index.oldFileName="a/"+unquoteIfQuoted(renameFromMatch[1]),index.isRename=!0);let renameToMatch=/^rename to (.*)/.exec(extLine);renameToMatch&&(index.newFileName="b/"+unquoteIfQuoted(renameToMatch[1]),index.isRename=!0);let copyFromMatch=/^copy from (.*)/.exec(extLine);copyFromMatch&&(index.oldFileName="a/"+unquoteIfQuoted(copyFromMatch[1]),index.isCopy=!0);let copyToMatch=/^copy to (.*)/.exec(extLine);copyToMatch&&(index.newFileName="b/"+unquoteIfQuoted(copyToMatch[1]),index.isCopy=!0);let newFileModeMatch=/^new file mode (\d+)/.exec(extLine);newFileModeMatch&&(index.isCreate=!0,index.newMode=newFileModeMatch[1]);let deletedFileModeMatch=/^deleted file mode (\d+)/.exec(extLine);deletedFileModeMatch&&(index.isDelete=!0,index.oldMode=deletedFileModeMatch[1]);let oldModeMatch=/^old mode (\d+)/.exec(extLine);oldModeMatch&&(index.oldMode=oldModeMatch[1]);let newModeMatch=/^new mode (\d+)/.exec(extLine);newModeMatch&&(index.newMode=newModeMatch[1]),/^Binary files /.test(extLine)&&(index.isBinary=!0),i++}continue}else if(isDiffHeader(line)){if(seenDiffHeader)return;seenDiffHeader=!0;let headerMatch=/^(?:Index:|diff(?: -r \w+)+)\s+/.exec(line);headerMatch&&(index.index=line.substring(headerMatch[0].length).trim())}i++}if(parseFileHeader(index),parseFileHeader(index),index.oldFileName===void 0!=(index.newFileName===void 0))throw new Error("Missing "+(index.oldFileName!==void 0?'"+++ ..."':'"--- ..."')+" file header for "+((_a=index.oldFileName)!==null&&_a!==void 0?_a:index.newFileName));for(;i<diffstr.length;){let line=diffstr[i];if(isDiffHeader(line)||isFileHeader(line)||/^===================================================================/.test(line))break;isHunkHeader(line)?index.hunks.push(parseHunk()):i++}}function parseGitDiffHeader(line){let rest=line.substring(11);if(rest.startsWith('"')){let oldPath=parseQuotedFileName(rest);if(oldPath===null)return null;let afterOld=rest.substring(oldPath.rawLength+1),newFileName;if(afterOld.startsWith('"')){let newPath=parseQuotedFileName(afterOld);if(newPath===null)return null;newFileName=newPath.fileName}else newFileName=afterOld;return{oldFileName:oldPath.fileName,newFileName}}let quoteIdx=rest.indexOf('"');if(quoteIdx>0){let oldFileName=rest.substring(0,quoteIdx-1),newPath=parseQuotedFileName(rest.substring(quoteIdx));return newPath===null?null:{oldFileName,newFileName:newPath.fileName}}if(rest.startsWith("a/")){let splits=[],idx=0;for(;idx=rest.indexOf(" b/",idx+1),idx!==-1;)splits.push(idx);if(splits.length>0){let mid=splits[Math.floor(splits.length/2)];return{oldFileName:rest.substring(0,mid),newFileName:rest.substring(mid+1)}}}return null}function unquoteIfQuoted(s){if(s.startsWith('"')){let parsed=parseQuotedFileName(s);if(parsed)return parsed.fileName}return s}function parseQuotedFileName(s){if(!s.startsWith('"'))return null;let result="",j=1;for(;j<s.length;){if(s[j]==='"')return{fileName:result,rawLength:j+1};if(s[j]==="\\"&&j+1<s.length)switch(j++,s[j]){case"a":result+="\x07";break;case"b":result+="\b";break;case"f":result+="\f";break;case"n":result+=`
`;break;case"r":result+="\r";break;case"t":result+="	";break;case"v":result+="\v";break;case"\\":result+="\\";break;case'"':result+='"';break;case"0":case"1":case"2":case"3":case"4":case"5":case"6":case"7":{if(j+2>=s.length||s[j+1]<"0"||s[j+1]>"7"||s[j+2]<"0"||s[j+2]>"7")return null;let bytes=[parseInt(s.substring(j,j+3),8)];for(j+=3;s[j]==="\\"&&s[j+1]>="0"&&s[j+1]<="7";){if(j+3>=s.length||s[j+2]<"0"||s[j+2]>"7"||s[j+3]<"0"||s[j+3]>"7")return null;bytes.push(parseInt(s.substring(j+1,j+4),8)),j+=4}result+=new TextDecoder("utf-8").decode(new Uint8Array(bytes));continue}default:return null}else result+=s[j];j++}return null}function parseFileHeader(index){let fileHeaderMatch=/^(---|\+\+\+)\s+/.exec(diffstr[i]);if(fileHeaderMatch){let prefix=fileHeaderMatch[1],data=diffstr[i].substring(3).trim().split("	",2),header=(data[1]||"").trim(),fileName=data[0];fileName.startsWith('"')?fileName=unquoteIfQuoted(fileName):fileName=fileName.replace(/\\\\/g,"\\"),prefix==="---"?(index.oldFileName=fileName,index.oldHeader=header):(index.newFileName=fileName,index.newHeader=header),i++}}function parseHunk(){var _a;let chunkHeaderIndex=i,chunkHeaderLine=diffstr[i++],chunkHeader=chunkHeaderLine.split(/@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/),hunk={oldStart:+chunkHeader[1],oldLines:typeof chunkHeader[2]>"u"?1:+chunkHeader[2],newStart:+chunkHeader[3],newLines:typeof chunkHeader[4]>"u"?1:+chunkHeader[4],lines:[]};hunk.oldLines===0&&(hunk.oldStart+=1),hunk.newLines===0&&(hunk.newStart+=1);let addCount=0,removeCount=0;for(;i<diffstr.length&&(removeCount<hunk.oldLines||addCount<hunk.newLines||!((_a=diffstr[i])===null||_a===void 0)&&_a.startsWith("\\"));i++){let operation=diffstr[i].length==0&&i!=diffstr.length-1?" ":diffstr[i][0];if(operation==="+"||operation==="-"||operation===" "||operation==="\\")hunk.lines.push(diffstr[i]),operation==="+"?addCount++:operation==="-"?removeCount++:operation===" "&&(addCount++,removeCount++);else throw new Error(`Hunk at line ${chunkHeaderIndex+1} contained invalid line ${diffstr[i]}`)}if(!addCount&&hunk.newLines===1&&(hunk.newLines=0),!removeCount&&hunk.oldLines===1&&(hunk.oldLines=0),addCount!==hunk.newLines)throw new Error("Added line count did not match for hunk at line "+(chunkHeaderIndex+1));if(removeCount!==hunk.oldLines)throw new Error("Removed line count did not match for hunk at line "+(chunkHeaderIndex+1));if(i<diffstr.length&&diffstr[i]&&/^[+ -]/.test(diffstr[i])&&!isFileHeader(diffstr[i]))throw new Error("Hunk at line "+(chunkHeaderIndex+1)+" has more lines than expected (expected "+hunk.oldLines+" old lines and "+hunk.newLines+" new lines)");return hunk}for(;i<diffstr.length;)parseIndex();return list}function fromJson({name,report}){let{ignored=0,deselected=0,baseline=0}=report.summary.hidden??{};return{name,mode:report.mode,scanned:report.summary.scanned,problems:report.errors??[],hidden:ignored+deselected+baseline,files:report.files.map(file=>({path:file.path,kind:file.kind,status:file.status,findings:file.findings.map(findingOf),parts:partsOf(file),...file.reason===void 0?{}:{reason:file.reason}}))}}function findingOf({message,why="",...finding}){let end=`: ${why}`;return why!==""&&message.endsWith(end)?{...finding,title:message.slice(0,-end.length),why}:{...finding,title:message,why:""}}function partsOf(file){return parsePatch(file.diff??"").filter(({hunks})=>hunks.length>0).map(({oldFileName,newFileName,hunks})=>{let cell=file.kind==="notebook"?/#cell-(\d+)$/.exec(newFileName??"")?.[1]:void 0;return{cell:cell===void 0?null:Number(cell),added:oldFileName==="/dev/null"?newFileName??"":null,hunks:hunks.map(({oldStart,newStart,lines})=>({v1:oldStart,v2:newStart,lines:lines.flatMap(lineOf)}))}})}function lineOf(line){let sign=line.charAt(0);return sign==="+"||sign==="-"||sign===" "?[{sign,text:line.slice(1)}]:[]}var import_node_crypto=require("node:crypto");var version="0.1.0";var VERSION=version;var UNPRINTABLE=/[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;function printable(value){return value.replace(/\r(?=\n|$)/g,"").replace(UNPRINTABLE,character=>`\\u${character.charCodeAt(0).toString(16).padStart(4,"0")}`)}var Markup=class{constructor(text){this.text=text}text},ENTITIES={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function escape(value){return printable(value).replace(/[&<>"']/g,character=>ENTITIES[character])}function html(texts,...values){return new Markup(texts.reduce((page2,text,i)=>page2+write(values[i-1])+text))}function write(value){return value instanceof Markup?value.text:typeof value=="string"?escape(value):typeof value=="number"?String(value):value.map(write).join("")}var NOTHING=new Markup("");function count(n,one,many=`${one}s`){return`${digits(n)} ${n===1?one:many}`}function digits(n){return n.toLocaleString("en-US")}function codeOf(files){return files.filter(file=>file.kind!=="packages")}var ORDER=["decision","unsupported","changed","upgraded"];function countsOf(files){let counts={upgraded:0,changed:0,decision:0,unsupported:0};for(let file of files)for(let finding of file.findings)counts[finding.effort]++;return counts}function byCounts(a,b,efforts=ORDER.length){let effort=ORDER.slice(0,efforts).find(each=>a[each]!==b[each]);return effort===void 0?0:b[effort]-a[effort]}function stateOf(file){return file.status==="refused"?"refused":ORDER.find(effort=>file.findings.some(finding=>finding.effort===effort))??"upgraded"}var COLUMNS={decision:{head:"To decide",word:"to decide"},unsupported:{head:"No counterpart",word:"without a v2 counterpart"},changed:{head:"Changed",word:"changed in meaning"},upgraded:{head:"Upgraded",word:"upgraded"}};function countCells(counts){return ORDER.map(effort=>html`<span class="n ${counts[effort]===0?"zero":effort}">${digits(counts[effort])}<span class="word"> ${COLUMNS[effort].word}</span></span>`)}var ALIKE=.45,MOST_PAIRS=6e4;function align(before,after){let rows=[],i=0,j=0,fill=(toI,toJ)=>{for(;i<toI||j<toJ;i++,j++)rows.push({before:i<toI?whole(before[i]):null,after:j<toJ?whole(after[j]):null});i=toI,j=toJ};for(let[a,b]of pairs(before,after))fill(a,b),rows.push(wordsOf(before[a],after[b])),i=a+1,j=b+1;return fill(before.length,after.length),rows}function whole(text){return[{text,differs:!1}]}function wordsOf(before,after){let changes=diffWordsWithSpace(before,after),side=leave=>changes.filter(change=>!change[leave]).flatMap(({value,added,removed})=>added||removed?marked(value):whole(value));return{before:side("added"),after:side("removed")}}function marked(text){let middle=text.trim(),at=text.indexOf(middle);return[{text:text.slice(0,at),differs:!1},{text:middle,differs:!0},{text:text.slice(at+middle.length),differs:!1}].filter(piece=>piece.text!=="")}function pairs(before,after){if(before.length*after.length>MOST_PAIRS)return[];let left=before.map(wordSet),right=after.map(wordSet),width=right.length+1,best=new Float64Array((left.length+1)*width),alike=new Float64Array(left.length*right.length);for(let i=left.length-1;i>=0;i--)for(let j=right.length-1;j>=0;j--){let likeness=common(left[i],right[j]);alike[i*right.length+j]=likeness,best[i*width+j]=Math.max(best[(i+1)*width+j],best[i*width+j+1],likeness>=ALIKE?likeness+best[(i+1)*width+j+1]:0)}let found=[];for(let i=0,j=0;i<left.length&&j<right.length;){let likeness=alike[i*right.length+j];likeness>=ALIKE&&best[i*width+j]===likeness+best[(i+1)*width+j+1]?found.push([i++,j++]):best[i*width+j]===best[(i+1)*width+j]?i++:j++}return found}function wordSet(line){return new Set(line.match(/[\p{L}]+|\d+/gu))}function common(a,b){if(a.size===0||b.size===0)return 0;let[small,large]=a.size<b.size?[a,b]:[b,a],shared=0;for(let word of small)large.has(word)&&shared++;return 2*shared/(a.size+b.size)}var WORDS={upgraded:"Upgraded",changed:"Changed in meaning",decision:"To decide",unsupported:"No v2 counterpart"};function note(finding,where){return html`<div class="note ${finding.effort}"><p><strong>${WORDS[finding.effort]}</strong> ${where===null?NOTHING:html`<span class="where">${where}</span> `}<span>${finding.title}</span> <a href="#${finding.code}">${finding.code}</a></p>${finding.why===""?NOTHING:html`<p class="why">${finding.why}</p>`}</div>`}function place(finding){return`${finding.cell===null?"":`cell ${finding.cell}, `}line ${finding.line}`}var CONTEXT=3,SHORTEST_FOLD=6;function diffView(file){let beside=new Beside(file.findings),parts=file.parts.map(part=>partView(part,beside)),elsewhere=beside.left();return html`${elsewhere.length===0?NOTHING:html`<div class="elsewhere">${elsewhere.map(finding=>note(finding,place(finding)))}</div>`}${parts}`}var Beside=class{constructor(findings){this.findings=findings;for(let finding of findings){let key=`${finding.cell} ${finding.line}`;this.byPlace.set(key,[...this.byPlace.get(key)??[],finding])}}findings;byPlace=new Map;placed=new Set;has(cell,line){return this.byPlace.has(`${cell} ${line}`)}take(cell,line){let found=this.byPlace.get(`${cell} ${line}`)??[];for(let finding of found)this.placed.add(finding);return found}left(){return this.findings.filter(finding=>!this.placed.has(finding))}};function partView(part,beside){let changes=part.hunks.some(({lines})=>lines.some(({sign})=>sign!==" ")),hunks=part.hunks.map(hunk=>html`${hunk.v1>1?html`<p class="apart">from line ${hunk.v1}</p>`:NOTHING}${hunkView(hunk,part.cell,changes,beside)}`);return html`<section class="code${changes?"":" one"}">${heading(part,changes)}${hunks}</section>`}function heading(part,changes){let cell=part.cell===null?"":`Cell ${part.cell}`;return part.added!==null?html`<h3><span>A new file</span><span>${part.added}</span></h3>`:changes?html`<h3><span>${cell===""?"":`${cell}: `}SDK v1</span><span>SDK v2</span></h3>`:html`<h3><span>${cell===""?"The code as it is":`${cell}, as it is`}</span></h3>`}function hunkView(hunk,cell,sides,beside){let{v1,v2}=hunk,all=stretches(hunk.lines);return all.map((stretch,i)=>{let view=stretch.changed?html`<div class="rows new">${changedRows(stretch,cell,v1,v2,beside)}</div>`:html`${unchanged(stretch.lines,{cell,v1,v2,sides,beside,above:i>0,below:i<all.length-1})}`;return v1+=stretch.signs.filter(sign=>sign!=="+").length,v2+=stretch.signs.filter(sign=>sign!=="-").length,view})}function stretches(lines){let found=[];for(let{sign,text}of lines){let changed=sign!==" ";found.at(-1)?.changed!==changed&&found.push({changed,lines:[],signs:[]}),found.at(-1).lines.push(text),found.at(-1).signs.push(sign)}return found}function changedRows(stretch,cell,v1,v2,beside){let of=sign=>stretch.lines.filter((_,i)=>stretch.signs[i]===sign),before=v1,after=v2;return align(of("-"),of("+")).map(row3=>{let findings=row3.before?beside.take(cell,before):[],left=row3.before?html`<del data-n="${before++}">${pieces(row3.before)}${chips(findings)}</del>`:NOTHING,right=row3.after?html`<ins data-n="${after++}">${pieces(row3.after)}</ins>`:NOTHING;return html`${left}${right}${notes(findings)}`})}function unchanged(lines,{cell,v1,v2,sides,beside,above,below}){let near=lines.map((_,i)=>above&&i<CONTEXT||below&&i>=lines.length-CONTEXT);lines.forEach((_,i)=>{beside.has(cell,v1+i)&&near.fill(!0,Math.max(0,i-CONTEXT),i+CONTEXT+1)});let views=[];for(let from=0,to=0;from<lines.length;from=to){to=near.indexOf(!near[from],from),to<0&&(to=lines.length);let some=lines.slice(from,to);!near[from]&&some.length>=SHORTEST_FOLD?views.push(fold(some,v1+from)):views.push(html`<div class="rows">${some.map((text,i)=>unchangedRow(text,v1+from+i,sides?v2+from+i:null,beside.take(cell,v1+from+i)))}</div>`)}return views}function unchangedRow(text,v1,v2,findings){return html`<span data-n="${v1}">${breakable(text)}${chips(findings)}</span>${v2===null?NOTHING:html`<span data-n="${v2}">${breakable(text)}</span>`}${notes(findings)}`}function fold(lines,from){let numbers=lines.map((_,i)=>from+i).join(`
`);return html`<details class="fold"><summary>${count(lines.length,"unchanged line")}</summary><div><pre aria-hidden="true">${numbers}</pre><pre tabindex="0">${lines.join(`
`)}</pre></div></details>`}function pieces(list){return list.map(({text,differs})=>differs?html`<b>${breakable(text)}</b>`:breakable(text))}var WORD_BREAK=new Markup("<wbr>");function breakable(text){return/\S{30}/.test(text)?text.split(/(?<=[/,(=?&])(?=\S)/).map((part,i)=>html`${i>0?WORD_BREAK:NOTHING}${part}`):text}function chips(findings){let codes=[...new Set(findings.filter(({effort})=>effort==="upgraded").map(({code})=>code))];return codes.length===0?NOTHING:html`<small>${codes.map((code,i)=>html`${i>0?" ":""}<a href="#${code}">${code}</a>`)}</small>`}function notes(findings){return findings.map(finding=>note(finding,null))}function fileList(repositories){let entries=repositories.flatMap(repository=>repository.files.map(file=>({repository,file}))).sort(byWork);return entries.length===0?NOTHING:html`<section aria-labelledby="files"><h2 id="files">Files</h2>
${filters(entries,repositories)}
<div class="head"><button type="button" disabled data-sort="path">File</button>${ORDER.map(effort=>html`<button type="button" class="n" disabled data-sort="${effort}">${COLUMNS[effort].head}</button>`)}</div>
<div class="files" role="list" id="list">${entries.map(item)}</div></section>`}function byWork(a,b){let refused=entry=>+(entry.file.status==="refused");return refused(b)-refused(a)||byCounts(countsOf([a.file]),countsOf([b.file]),3)||(nameOf(a)<nameOf(b)?-1:1)}function nameOf({repository,file}){return repository.name===null?file.path:`${repository.name}/${file.path}`}function filters(entries,repositories){let codes=new Map;for(let{file}of entries)for(let code of new Set(file.findings.map(finding=>finding.code)))codes.set(code,(codes.get(code)??0)+1);let states=new Set(entries.map(({file})=>stateOf(file))),named=repositories.filter(({files,name})=>files.length>0&&name!==null);return html`<div class="filters"><form id="filters" hidden role="search" aria-label="Filter the files">
<label class="grow"><span>Folder or file</span><input type="search" name="path" autocomplete="off" spellcheck="false"></label>
${named.length>1?html`<label><span>Repository</span><select name="repository"><option value="">all</option>${named.map(({name})=>html`<option>${name??""}</option>`)}</select></label>`:NOTHING}
<label><span>Asks for</span><select name="effort"><option value="">anything</option>${ORDER.map(effort=>html`<option value="${effort}">${COLUMNS[effort].head.toLowerCase()}</option>`)}<option value="whole">nothing more</option>${states.has("refused")?html`<option value="refused">refused</option>`:NOTHING}</select></label>
<label><span>Code</span><select name="code"><option value="">any</option>${[...codes].sort().map(([code,n])=>html`<option value="${code}">${code} (${count(n,"file")})</option>`)}</select></label>
<button type="reset" hidden>Show all</button></form>
<p class="shown"><output id="shown" for="filters">${count(entries.length,"file")}</output><label class="toggle"><input type="checkbox" id="same">Explain what keeps its meaning, too</label></p></div>`}function item(entry,index){let{file,repository}=entry,counts=countsOf([file]),codes=[...new Set(file.findings.map(({code})=>code))].join(" "),[folder,name]=split(file.path),whole2=file.status!=="refused"&&ORDER.slice(0,3).every(effort=>counts[effort]===0);return html`<div role="listitem" id="file-${index+1}" data-path="${nameOf(entry)}" data-repository="${repository.name??""}" data-state="${file.status==="refused"?"refused":whole2?"whole":""}" data-codes="${codes}" data-counts="${ORDER.map(effort=>counts[effort]).join(" ")}"><details><summary><span class="path">${repository.name===null?NOTHING:html`<span class="repository">${repository.name}</span> `}<span class="folder">${folder}</span><span class="name">${name}</span></span>${file.status==="refused"?html`<span class="refused">refused</span>`:countCells(counts)}</summary>
<div class="body">${file.status==="refused"?html`<p class="refusal">Left as it is: ${file.reason??""}</p>`:NOTHING}${diffView(file)}</div></details></div>
`}function split(path){let at=path.lastIndexOf("/")+1;return[path.slice(0,at),path.slice(at)]}var BAR=["upgraded","changed","decision","unsupported"],ASKS={upgraded:"means the same in v2; nothing to do",changed:"rewritten, but v2 behaves differently: read it",decision:"the code does not tell what is right; a TODO stands there",unsupported:"v2 has nothing like it: plan what takes its place"};function summary(repositories){let files=repositories.flatMap(repository=>repository.files),code=codeOf(files),counts=countsOf(files);return html`<header class="top">
<p class="eyebrow">Azure Machine Learning, SDK v1 to v2</p>
<h1>${headline(repositories,code,files.length>0)}</h1>
<p class="lead">${verdict(repositories,code,files.length>0)}</p>
${files.length===0?NOTHING:html`${bar(counts)}
<dl class="numbers">${BAR.map(effort=>numberOf(effort,counts,files))}</dl>`}
</header>`}function headline(repositories,code,some){let scanned=repositories.reduce((sum,repository)=>sum+repository.scanned,0),among=repositories.length>1?` in ${digits(repositories.length)} repositories`:"",hidden=repositories.some(repository=>repository.hidden>0);return code.length===0?`No ${hidden?"further ":""}v1 parallel-run code in ${count(scanned,"file")}${among}${some?", but packages of SDK v2 are missing":""}`:`${digits(code.length)} of ${count(scanned,"file")}${among} ${code.length===1?"uses":"use"} v1 parallel runs`}var STATES=[["upgraded","is upgraded with nothing left to do","are upgraded with nothing left to do"],["changed","is upgraded and has to be read","are upgraded and have to be read"],["decision","needs a decision","need a decision"],["unsupported","has code without a v2 counterpart","have code without a v2 counterpart"],["refused","could not be upgraded","could not be upgraded"]];function verdict(repositories,code,some){let problems2=repositories.reduce((sum,repository)=>sum+repository.problems.length,0),trouble=problems2>0?html`<a href="#problems">${count(problems2,"path")} could not be handled.</a> `:NOTHING,hidden=repositories.reduce((sum,repository)=>sum+repository.hidden,0),unlisted=hidden>0?`${count(hidden,"finding")} ${hidden===1?"is":"are"} not listed: ignored, left out, or in the baseline. `:"";return html`${statesSentence(code)}${unlisted}${trouble}${modeSentence(repositories.map(({mode})=>mode),some)}`}function statesSentence(files){let parts=STATES.map(([state,one,many])=>({n:files.filter(file=>stateOf(file)===state).length,one,many})).filter(({n})=>n>0);return parts.length===0?"":parts.length===1?files.length===1?`It ${parts[0].one}. `:`All of them ${parts[0].many}. `:`${parts.map(({n,one,many})=>`${digits(n)} ${n===1?one:many}`).join(", ").replace(/, ([^,]*)$/," and $1")}. `}function modeSentence(modes,some){return some?modes.every(mode=>mode==="write")?"The code has been written.":modes.includes("write")?"In some of the repositories the code has been written.":"Nothing has been written yet: this is what a run with --write does.":""}function numberOf(effort,counts,files){let total=BAR.reduce((sum,each)=>sum+counts[each],0),share=total===0||counts[effort]===0?NOTHING:html` <span class="share">${percent(counts[effort],total)}</span>`,among=files.filter(file=>file.findings.some(finding=>finding.effort===effort)).length;return html`<div class="${effort}${counts[effort]===0?" none":""}"><dt><a href="#files" data-effort="${effort}">${WORDS[effort]}</a></dt><dd class="big">${digits(counts[effort])}${share}</dd><dd>${among>0?html`${ASKS[effort]} <span class="among">(in ${count(among,"file")})</span>`:ASKS[effort]}</dd></div>`}function percent(n,total){let value=Math.round(n/total*100);return n>0&&value===0?"under 1 %":n<total&&value===100?"over 99 %":`${value} %`}var WIDTH=1e3,NARROWEST=5,GAP=2;function bar(counts){let some=BAR.filter(effort=>counts[effort]>0),total=some.reduce((sum,effort)=>sum+counts[effort],0),room=WIDTH-NARROWEST*some.length-GAP*Math.max(0,some.length-1),x=0,parts=some.map(effort=>{let width=NARROWEST+counts[effort]/total*room,part=html`<rect class="${effort}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`;return x+=width+GAP,part});return html`<svg class="bar" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${BAR.map(effort=>`${WORDS[effort]}: ${digits(counts[effort])}`).join(", ")}">${parts}</svg>`}function repositoryTable(repositories){return repositories.length<2?NOTHING:html`<section aria-labelledby="repositories"><h2 id="repositories">Repositories</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="repositories"><table><thead><tr><th scope="col">Repository</th><th scope="col" class="n">Files with v1</th><th scope="col" class="share">Share</th>${ORDER.map(effort=>html`<th scope="col" class="n">${WORDS[effort]}</th>`)}</tr></thead>
<tbody>${repositories.map(row)}</tbody></table></div></section>`}function row(repository){let counts=countsOf(repository.files),name=repository.name??"",state=repository.problems.length>0?html` <a class="state decision" href="#problems">errors</a>`:repository.files.length===0?html` <span class="state">nothing to do</span>`:repository.mode==="write"?html` <span class="state">written</span>`:NOTHING;return html`<tr><th scope="row"><a href="#files" data-repository="${name}">${name}</a>${state}</th>
<td class="n">${digits(codeOf(repository.files).length)} <span class="soft">of ${digits(repository.scanned)}</span></td><td class="share">${repository.files.length===0?NOTHING:bar(counts)}</td>${ORDER.map(effort=>html`<td class="n ${counts[effort]===0?"zero":effort}">${digits(counts[effort])}</td>`)}</tr>`}var import_node_module=require("node:module"),read;function ruleDocs(){return read??=(0,import_node_module.createRequire)(__importMetaUrl)("./rule-docs.generated.json")}function ruleList(repositories){let rules=occurring(repositories);return rules.length===0?NOTHING:html`<section aria-labelledby="rules"><h2 id="rules">The mapping, rule by rule</h2>
<p class="hint">The codes that occur here, how often, and what stands behind each of them.</p>
<div class="head" aria-hidden="true"><span>Code</span>${ORDER.map(effort=>html`<span class="n">${COLUMNS[effort].head}</span>`)}</div>
<ul class="rules">${rules.map(ruleView)}</ul></section>`}function occurring(repositories){let found=new Map;for(let file of repositories.flatMap(({files})=>files))for(let{code,effort,v1,v2}of file.findings){let rule=found.get(code)??{counts:{upgraded:0,changed:0,decision:0,unsupported:0},files:new Set,places:new Map};found.set(code,rule),rule.counts[effort]++,rule.files.add(file),v1!==null&&rule.places.set(`${v1} ${v2??""}`,[v1,v2])}return[...found].map(([code,{counts,files,places}])=>({code,counts,files:files.size,places:[...places.values()].sort(([a],[b])=>a<b?-1:1)})).sort((a,b)=>byCounts(a.counts,b.counts)||(a.code<b.code?-1:1))}function ruleView(rule){let doc=ruleDocs().find(({code})=>code===rule.code);return html`<li><details id="${rule.code}"><summary><span class="path"><span class="code-name">${rule.code}</span> ${inline(doc?.title??"")}</span>${countCells(rule.counts)}</summary>
<div class="body"><p class="hint">In <a href="#files" data-code="${rule.code}">${count(rule.files,"file")}</a></p>
${rule.places.length===0?NOTHING:html`<table class="map"><thead><tr><th scope="col">SDK v1</th><th scope="col">SDK v2</th></tr></thead><tbody>${rule.places.map(([v1,v2])=>html`<tr><td><code>${v1}</code></td><td>${v2===null?html`<span class="soft">none</span>`:html`<code>${v2}</code>`}</td></tr>`)}</tbody></table>`}
${doc?documentation(doc):NOTHING}</div></details></li>
`}function documentation(doc){let isCode=([heading2])=>heading2==="v1"||heading2==="v2";return html`<div class="pair">${doc.sections.filter(isCode).map(([heading2,body])=>html`<div><h3>${heading2}</h3>${markdown(body)}</div>`)}</div>
<dl class="about">${doc.sections.filter(section=>!isCode(section)).map(([heading2,body])=>html`<div><dt>${heading2}</dt><dd>${markdown(body)}</dd></div>`)}</dl>`}function markdown(text){return text.split(/^```\w*\n([^]*?)^```$/m).map((part,i)=>i%2===1?html`<pre tabindex="0">${part.trimEnd()}</pre>`:part.split(/\n\s*\n/).map(paragraph=>paragraph.trim()).filter(paragraph=>paragraph!=="").map(paragraph=>html`<p>${inline(paragraph.replace(/(?<!\s)\s*\n\s*/g," "))}</p>`))}function inline(text){return text.split(/`([^`]+)`/).map((part,i)=>i%2===1?html`<code>${part}</code>`:part)}var SCRIPT=`"use strict";
(() => {
  const list = document.getElementById("list");
  const form = document.getElementById("filters");
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.matches("details") ? target : target.querySelector(":scope > details"));
    if (details) details.open = true;
  };
  addEventListener("hashchange", open);
  open();
  // Browsers that can't show closed details on paper get them opened.
  if (!CSS.supports("selector(::details-content)")) {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = [...document.querySelectorAll("details:not([open]):not(.fold)")];
      for (const details of closed) details.open = true;
    });
    addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
  }
  if (!list || !form) return;

  const EFFORTS = ["decision", "unsupported", "changed", "upgraded"];
  const items = [...list.children].map((element, rank) => ({
    element, rank, path: element.dataset.path, lower: element.dataset.path.toLowerCase(), repository: element.dataset.repository, state: element.dataset.state,
    codes: element.dataset.codes.split(" "), counts: element.dataset.counts.split(" ").map(Number),
  }));
  const reset = form.querySelector("[type=reset]");
  const shown = document.getElementById("shown");
  const files = (n) => n.toLocaleString("en-US") + (n === 1 ? " file" : " files");

  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const path = wanted.path.trim().toLowerCase();
    let left = 0;
    for (const item of items) {
      const hit = item.lower.includes(path) && (!wanted.repository || item.repository === wanted.repository) && (!wanted.code || item.codes.includes(wanted.code))
        && (!wanted.effort || (EFFORTS.includes(wanted.effort) ? item.counts[EFFORTS.indexOf(wanted.effort)] > 0 : item.state === wanted.effort));
      item.element.hidden = !hit;
      if (hit) left++;
    }
    reset.hidden = !Object.values(wanted).some((value) => value !== "");
    shown.value = left === items.length ? files(left) : left.toLocaleString("en-US") + " of " + files(items.length);
  };

  let sorted = "";
  const buttons = [...document.querySelectorAll("[data-sort]")];
  const sort = (button) => {
    const by = button.dataset.sort;
    const again = sorted === by;
    sorted = again ? "" : by;
    const column = EFFORTS.indexOf(by);
    const direction = again ? -1 : 1;
    const order = [...items].sort((a, b) => direction * (column < 0 ? (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) : b.counts[column] - a.counts[column]) || a.rank - b.rank);
    list.append(...order.map((item) => item.element));
    for (const each of buttons) {
      if (each === button) each.setAttribute("aria-pressed", "true");
      else each.removeAttribute("aria-pressed");
      each.dataset.arrow = each === button ? ((column < 0) === !again ? "\\u2191" : "\\u2193") : "";
    }
  };

  form.hidden = false;
  for (const button of buttons) {
    button.disabled = false;
    button.addEventListener("click", () => sort(button));
  }
  form.addEventListener("input", filter);
  // On the click, since a form's "reset" event comes before its fields are empty.
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    form.reset();
    filter();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  // Links such as "in 3 files" narrow the list down to them.
  for (const link of document.querySelectorAll("a[data-effort], a[data-code], a[data-repository]")) {
    link.addEventListener("click", () => {
      form.reset();
      for (const [name, value] of Object.entries(link.dataset)) if (form.elements[name]) form.elements[name].value = value;
      filter();
    });
  }
  filter();
})();
`;var LIGHT=`--paper: #fbfaf7; --card: #fffefc; --field: #ffffff; --hover: #f4f2ec; --fold: #f6f4ef; --ink: #23211d; --soft: #69645b; --faint: #c9c3b7; --faint-text: #767065; --line: #e7e3db; --edge: #8f897d; --focus: #1f5fbf;
  --upgraded: #2c6a4b; --upgraded-fill: #4f9270; --upgraded-tint: #f1f6f2; --changed: #835400; --changed-fill: #b3801f; --changed-tint: #fbf4e4; --decision: #a5301d; --decision-fill: #c54b36; --decision-tint: #fcf0ec; --unsupported: #594a89; --unsupported-fill: #7c6bb0; --unsupported-tint: #f4f1fa;
  --del: #fbeeea; --del-mark: #f3cfc5; --ins: #ecf5ee; --ins-mark: #c5e3cd;`,DARK=`--paper: #18191b; --card: #1c1e20; --field: #1f2124; --hover: #202225; --fold: #212326; --ink: #e7e3db; --soft: #a8a297; --faint: #55524c; --faint-text: #8f8a80; --line: #2e3033; --edge: #6f6c66; --focus: #8fb8ff;
  --upgraded: #86c6a3; --upgraded-fill: #579a78; --upgraded-tint: #1d2622; --changed: #e2b65f; --changed-fill: #c1913a; --changed-tint: #29241a; --decision: #f2937e; --decision-fill: #d15f49; --decision-tint: #2d201d; --unsupported: #bbabea; --unsupported-fill: #8d7cc4; --unsupported-tint: #25222e;
  --del: #33221f; --del-mark: #63352c; --ins: #1c2d23; --ins-mark: #2b5740;`,COLOURS=`:root { ${LIGHT} }
@media screen and (prefers-color-scheme: dark) {
  :root { ${DARK} }
}`;var STYLE=`${COLOURS}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { color-scheme: light dark; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; font: 400 0.9375rem/1.55 "Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums lining-nums; }
main, footer { max-width: 92rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 4rem); }
a { color: inherit; text-decoration-color: var(--faint); text-underline-offset: 0.2em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
code, pre, .rows, .code-name { font-family: "Cascadia Code", "Cascadia Mono", ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; font-variant-ligatures: none; }
code { font-size: 0.92em; overflow-wrap: anywhere; }
h2 { font-size: 1.1875rem; font-weight: 600; letter-spacing: -0.005em; margin: 4.5rem 0 0.75rem; }
p { margin: 0; }
.soft, .hint, .share, .among { color: var(--soft); }
.n { text-align: right; }
.upgraded { --colour: var(--upgraded); --fill: var(--upgraded-fill); --tint: var(--upgraded-tint); }
.changed { --colour: var(--changed); --fill: var(--changed-fill); --tint: var(--changed-tint); }
.decision { --colour: var(--decision); --fill: var(--decision-fill); --tint: var(--decision-tint); }
.unsupported { --colour: var(--unsupported); --fill: var(--unsupported-fill); --tint: var(--unsupported-tint); }
.skip { position: absolute; left: -100rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 3; }
.skip:focus { left: 1rem; top: 1rem; }

.top { padding-top: clamp(2.5rem, 7vh, 5.5rem); }
.eyebrow { color: var(--soft); }
h1 { font-size: clamp(1.625rem, 3.4vw, 2.375rem); font-weight: 600; line-height: 1.2; letter-spacing: -0.018em; margin: 0.4rem 0 0.75rem; text-wrap: balance; }
.lead { font-size: 1.0625rem; max-width: 46rem; color: var(--soft); text-wrap: pretty; }
svg.bar { display: block; width: 100%; height: 0.75rem; border-radius: 2px; margin: 2.75rem 0 1.5rem; }
svg.bar rect { fill: var(--fill); }
.numbers { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 2rem clamp(1.25rem, 3vw, 3rem); margin: 0; }
.numbers > div { display: flex; flex-direction: column; }
.numbers dt { order: 2; font-weight: 600; display: flex; align-items: baseline; gap: 0.5em; }
.numbers dt::before { content: ""; flex: none; width: 0.625rem; height: 0.625rem; border-radius: 2px; background: var(--fill); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.numbers dt a { text-decoration: none; }
.numbers dt a:hover { text-decoration: underline; }
.numbers dd { order: 3; margin: 0.15rem 0 0; color: var(--soft); max-width: 17rem; text-wrap: pretty; }
.numbers dd.big { order: 1; margin: 0 0 0.25rem; font-size: 2.75rem; line-height: 1.1; font-weight: 300; letter-spacing: -0.03em; color: var(--ink); }
.numbers .none .big { color: var(--soft); }
.numbers .big .share { font-size: 0.9375rem; font-weight: 400; letter-spacing: 0; }
.numbers .among { white-space: nowrap; display: block; }

.problems ul { margin: 0; padding: 0; list-style: none; }
.problems li { padding: 0.5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.state { font-size: 0.8125rem; font-weight: 400; margin-left: 0.5em; color: var(--soft); white-space: nowrap; }
.state.decision { color: var(--decision); }

table { border-collapse: collapse; }
th { text-align: left; font-weight: 400; }
thead th { color: var(--soft); font-size: 0.8125rem; vertical-align: bottom; }
th.n { text-align: right; }
.wide { overflow-x: auto; }
.wide table { width: 100%; }
.wide th, .wide td { padding: 0.55rem 0 0.55rem 1.75rem; border-bottom: 1px solid var(--line); }
.wide th:first-child { padding-left: 0; }
.wide tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 10rem; }
.wide tbody th a { text-decoration: none; }
.wide tbody th a:hover { text-decoration: underline; }
.wide td.n { white-space: nowrap; }
.wide td.share { width: 24%; min-width: 7rem; }
.wide td.share svg { margin: 0; height: 0.5rem; }
td.n:is(.changed, .decision, .unsupported), summary .n:is(.changed, .decision, .unsupported) { color: var(--colour); font-weight: 600; }
.zero { color: var(--faint-text); }

.filters form { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin: 0 0 0.75rem; }
.filters form label { display: flex; flex-direction: column; gap: 0.2rem; min-width: 0; }
.filters form label span { font-size: 0.8125rem; color: var(--soft); }
.filters .grow { flex: 1 1 14rem; max-width: 26rem; }
.filters :is(input[type=search], select, button) { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--edge); border-radius: 4px; padding: 0.35rem 0.6rem; height: 2.25rem; width: 100%; max-width: 100%; }
.filters form button[type=reset] { width: auto; background: none; border-color: transparent; color: var(--soft); text-decoration: underline; text-underline-offset: 0.2em; cursor: pointer; padding-inline: 0.25rem; }
.filters .shown { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; color: var(--soft); padding: 0.25rem 0 1.25rem; }
.toggle { display: inline-flex; gap: 0.5em; align-items: center; }
.toggle input { accent-color: var(--upgraded-fill); margin: 0; }

.head, .files > div > details > summary, .rules summary { display: grid; grid-template-columns: minmax(0, 1fr) repeat(4, 6.75rem); align-items: baseline; }
.head { border-bottom: 1px solid var(--edge); }
.head span { font-size: 0.8125rem; color: var(--soft); padding: 0.35rem 0; }
.head span:first-child { padding-left: 1.25rem; }
.head button { font: inherit; font-size: 0.8125rem; color: var(--soft); background: none; border: 0; padding: 0.35rem 0; text-align: left; }
.head button:first-child { padding-left: 1.25rem; }
.head button.n { text-align: right; }
.head button:not(:disabled) { cursor: pointer; }
.head button:not(:disabled):hover, .head button[aria-pressed] { color: var(--ink); }
.head button::after { content: attr(data-arrow); display: inline-block; width: 1em; text-align: right; }
.head button.n::after { margin-right: -1em; }
.files, .rules { list-style: none; margin: 0; padding: 0; }
.files > div { border-bottom: 1px solid var(--line); scroll-margin-top: 1rem; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
.files summary, .rules summary { padding: 0.6rem 0 0.6rem 1.25rem; position: relative; }
.files > div > details > summary::before, .rules > li > details > summary::before { content: ""; position: absolute; left: 0.15rem; top: 1.1rem; width: 0.4rem; height: 0.4rem; border: solid var(--soft); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
.files > div > details[open] > summary::before, .rules > li > details[open] > summary::before { transform: translateY(-0.1rem) rotate(45deg); }
.files summary:hover, .rules summary:hover { background: var(--hover); }
.files > div > details[open] > summary { position: sticky; top: 0; z-index: 2; background: var(--paper); box-shadow: 0 1px 0 var(--line); }
.path { overflow-wrap: anywhere; padding-right: 1.5rem; }
.path .name { font-weight: 600; }
.path .folder, .path .repository { color: var(--soft); }
.path .repository::after { content: " /"; }
.word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.files .body { padding: 0.75rem 0 2.5rem; }
.files .refused { grid-column: 2 / -1; text-align: right; color: var(--decision); }
.refusal { color: var(--decision); padding: 0 0 0.5rem 1.25rem; overflow-wrap: anywhere; }

.code { border: 1px solid var(--line); border-radius: 4px; background: var(--card); margin: 0 0 1rem; overflow: clip; }
.code h3 { display: grid; grid-template-columns: 1fr 1fr; margin: 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); border-bottom: 1px solid var(--line); }
.code h3 span { padding: 0.35rem 1rem 0.35rem 4.25rem; }
.rows { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); font-size: 0.78125rem; line-height: 1.6; background: linear-gradient(to right, transparent calc(50% - 0.5px), var(--line) calc(50% - 0.5px), var(--line) calc(50% + 0.5px), transparent calc(50% + 0.5px)); }
.one .rows { grid-template-columns: minmax(0, 1fr); background: none; }
.rows > :is(span, del, ins) { display: block; position: relative; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; text-decoration: none; padding: 0 0.75rem 0 calc(4.25rem + 2ch); text-indent: -2ch; min-height: 1.6em; }
.rows > :is(span, del, ins)::before { content: attr(data-n); position: absolute; left: 0; width: 3rem; text-align: right; text-indent: 0; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows > :is(del, ins)::after { text-indent: 0; position: absolute; left: 3.3rem; top: 0; width: 0.6rem; text-align: center; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows > del { grid-column: 1; background: var(--del); }
.rows > del::after { content: "\\2212"; content: "\\2212" / ""; }
.rows > ins { grid-column: 2; background: var(--ins); }
.one .rows > span { grid-column: 1; }
.rows > ins::after { content: "+"; content: "+" / ""; }
.rows b { font-weight: inherit; border-radius: 2px; }
.rows del b { background: var(--del-mark); }
.rows ins b { background: var(--ins-mark); }
.rows small { float: right; text-indent: 0; margin-left: 1.5em; font-size: 0.92em; color: var(--soft); user-select: none; -webkit-user-select: none; }
.rows small a { text-decoration: none; }
.rows small a:hover { text-decoration: underline; }
.note { grid-column: 1 / -1; font: 400 0.875rem/1.5 "Segoe UI Variable Text", "Segoe UI", -apple-system, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif; background: var(--tint); border-left: 3px solid var(--fill); padding: 0.5rem 1.25rem 0.55rem calc(4.25rem - 3px); overflow-wrap: anywhere; }
.note + .note { box-shadow: inset 0 1px 0 var(--card); }
.note p { max-width: 52rem; }
.note strong { font-weight: 600; color: var(--colour); margin-right: 0.35em; }
.note a { font-size: 0.8125rem; color: var(--soft); margin-left: 0.35em; }
.note .why { color: var(--soft); }
.note .where { color: var(--soft); }
.note.upgraded { display: none; padding-block: 0.2rem 0.25rem; }
body:has(#same:checked) .note.upgraded { display: block; }
body:has(#same:checked) .rows small { display: none; }
.elsewhere { margin: 0 0 1rem; }
.elsewhere .note { margin-bottom: 2px; }
.elsewhere .note, .elsewhere .note.upgraded { padding-left: 1.25rem; }
.apart { color: var(--soft); font-size: 0.8125rem; padding: 0.15rem 1rem 0.15rem 4.25rem; background: var(--fold); }
.fold { background: var(--fold); font-size: 0.8125rem; }
.fold summary { color: var(--soft); padding: 0.2rem 1rem 0.2rem 4.25rem; position: relative; }
.fold summary::before { content: "\\22ee"; content: "\\22ee" / ""; position: absolute; left: 0; width: 3rem; text-align: right; }
.fold summary:hover { color: var(--ink); }
.fold div { display: grid; grid-template-columns: 3rem minmax(0, 1fr); background: var(--card); }
.fold pre { margin: 0; font-size: 0.78125rem; line-height: 1.6; tab-size: 4; }
.fold pre:first-child { text-align: right; color: var(--soft); user-select: none; -webkit-user-select: none; }
.fold pre:last-child { padding: 0 0.75rem 0 1.25rem; overflow-x: auto; }

.rules > li { border-bottom: 1px solid var(--line); }
.rules > li > details { scroll-margin-top: 1rem; }
.rules .code-name { font-size: 0.875rem; margin-right: 1rem; }
.rules .hint { margin: 0; }
.hint + .head { margin-top: 1rem; }
.rules .body { padding: 0.25rem 0 2rem 1.25rem; max-width: 74rem; }
.map { margin: 0.75rem 0 0; }
.map th, .map td { padding: 0.15rem 2rem 0.15rem 0; vertical-align: top; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; margin-top: 1rem; }
.pair > div { min-width: 0; }
.rules h3, .about dt { margin: 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); }
.rules pre { margin: 0.2rem 0 0.5rem; padding: 0.6rem 0.8rem; font-size: 0.78125rem; line-height: 1.6; background: var(--card); border: 1px solid var(--line); border-radius: 4px; overflow-x: auto; }
.about { margin: 1.25rem 0 0; display: grid; gap: 0.6rem; }
.about > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); }
.about dd { margin: 0; max-width: 46rem; }
footer { margin-top: 5rem; padding-block: 1.5rem 3rem; color: var(--soft); font-size: 0.8125rem; }

@media (max-width: 60rem) {
  .head, .files > div > details > summary, .rules summary { grid-template-columns: minmax(0, 1fr) repeat(4, 5.25rem); }
  .rules .body { padding-left: 1.25rem; }
}
@media (max-width: 46rem) {
  h2 { margin-top: 3rem; }
  .numbers { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .numbers dd.big { font-size: 2.125rem; }
  .numbers .among { white-space: normal; }
  .filters .grow { flex-basis: 100%; max-width: none; }
  .filters form label { flex: 1 1 8rem; }
  .head { display: flex; flex-wrap: wrap; gap: 0 1rem; }
  .head:has(span) { display: none; }
  .rules { border-top: 1px solid var(--edge); }
  .head button:first-child { padding-left: 0; }
  .head button.n::after { margin: 0; }
  .files > div > details > summary, .rules summary { display: flex; flex-wrap: wrap; gap: 0 0.75rem; font-size: 0.875rem; }
  .path { flex: 1 0 100%; padding-right: 0; font-size: 0.9375rem; }
  summary .zero { display: none; }
  .word { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  summary .n { font-weight: 400; }
  .code { margin-inline: -0.5rem; }
  .code h3 { display: block; }
  .code:not(.one) h3 span:last-child { display: none; }
  .code:not(.one) h3 span:first-child::after { content: ", and what it becomes"; }
  .code h3 span, .fold summary, .apart { display: block; padding-left: 3rem; }
  .rows { grid-template-columns: minmax(0, 1fr); background: none; }
  .rows > :is(span, del, ins) { padding-left: calc(3rem + 2ch); padding-right: 0.5rem; grid-column: 1; }
  .rows > :is(span, del, ins)::before { width: 2rem; font-size: 0.9em; }
  .rows > :is(del, ins)::after { left: 2.25rem; }
  .rows > ins { order: 1; }
  .code:not(.one) .rows > span:nth-of-type(even) { display: none; }
  .fold summary::before { width: 2rem; }
  .fold div { grid-template-columns: 2rem minmax(0, 1fr); }
  .fold pre:last-child { padding-left: 1rem; }
  .note { padding-left: calc(3rem - 3px); padding-right: 0.75rem; }
  .pair, .about > div { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  @page { margin: 14mm 12mm; }
  html { color-scheme: light; }
  html { font-size: 9.5pt; }
  main, footer { max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { margin-top: 1.75rem; break-after: avoid; }
  .top { padding-top: 0; }
  .numbers { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 1rem; }
  .numbers dd.big { font-size: 22pt; }
  .filters form, .toggle, .skip { display: none; }
  details:not(.fold)::details-content { content-visibility: visible; display: block; height: auto; }
  .files > div > details > summary, .rules summary { position: static !important; break-after: avoid; }
  summary::before { display: none !important; }
  .head button:first-child, .files summary, .rules summary { padding-left: 0; }
  .head, .files > div > details > summary, .rules summary { display: grid; grid-template-columns: minmax(0, 1fr) repeat(4, 17mm); font-size: inherit; }
  .head:has(span) { display: grid; }
  summary .zero { display: inline; }
  .word { display: none; }
  .head :is(button, span) { font-size: 7pt; }
  .head button::after { content: none; }
  .code { break-inside: auto; overflow: visible; }
  .rows, .fold pre, .rules pre { font-size: 7pt; }
  .rows > :is(span, del, ins) { padding-left: calc(9mm + 2ch); padding-right: 1mm; break-inside: avoid; }
  .rows > :is(span, del, ins)::before { width: 6mm; }
  .rows > :is(del, ins)::after { left: 6.7mm; }
  .code h3 span, .fold summary, .apart { padding-left: 9mm; }
  .note, .note.upgraded { display: block; padding-left: calc(9mm - 3px); font-size: 8pt; break-inside: avoid; }
  .rows small { display: none; }
  .rules .body { padding: 0 0 0.75rem; }
  .rules pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .fold pre:last-child { white-space: pre-wrap; overflow-wrap: anywhere; }
  .wide { overflow: visible; }
  .rows, .rows > *, .note, .fold, .apart, .rows b { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}

`;function page(repositories){let policy=`default-src 'none'; style-src '${hashOf(STYLE)}'; script-src '${hashOf(SCRIPT)}'; base-uri 'none'; form-action 'none'`;return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>From Azure ML SDK v1 to v2</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#files">To the files</a>
<main>
${summary(repositories)}
${problems(repositories)}
${repositoryTable(repositories)}
${fileList(repositories)}
${ruleList(repositories)}
</main>
<footer><p>Made by prs-upgrade ${VERSION}. This page holds source code; it loads nothing and sends nothing.</p></footer>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text}function hashOf(text){return`sha256-${(0,import_node_crypto.createHash)("sha256").update(text).digest("base64")}`}function problems(repositories){let all=repositories.flatMap(({name,problems:some})=>some.map(({path,reason})=>({path:name===null?path:`${name}/${path}`,reason})));return all.length===0?NOTHING:html`<section class="problems" aria-labelledby="problems"><h2 id="problems">Could not be handled</h2><ul>${all.map(({path,reason})=>html`<li><code>${path}</code> ${reason}</li>`)}</ul></section>`}var MARK=/##(?=\[|vso\[)/gi;function jsonWithoutCommands(json2){return json2.replace(MARK,"\\u0023#")}function jsonText(value){return`${jsonWithoutCommands(printable(JSON.stringify(value,null,2)))}
`}function totals(reports){let sum=of=>reports.reduce((n,{report})=>n+of(report.summary),0);return{repositories:reports.length,scanned:sum(({scanned})=>scanned),withV1:sum(({withV1})=>withV1),changed:sum(({changed})=>changed),refused:sum(({refused})=>refused),findings:{upgraded:sum(({findings})=>findings.upgraded),changed:sum(({findings})=>findings.changed),decision:sum(({findings})=>findings.decision),unsupported:sum(({findings})=>findings.unsupported)},complete:reports.every(({report})=>report.summary.complete)}}var json=reports=>jsonText({schemaVersion:1,tool:{name:"prs-upgrade",version:VERSION},summary:totals(reports),repositories:reports.map(({name,report})=>({name,report}))});var markdown2=reports=>{let all=totals(reports),problems2=reports.flatMap(({name,report})=>[...report.files.filter(({status})=>status==="refused").map(({path,reason})=>({path:`${name}/${path}`,reason:reason??""})),...(report.errors??[]).map(({path,reason})=>({path:`${name}/${path}`,reason}))]);return`${[`# Azure ML SDK v1 to v2: ${all.repositories} ${all.repositories===1?"repository":"repositories"}`,"","| Repository | Files with v1 | To decide | No v2 counterpart | Changed in meaning | Upgraded | |","|---|---:|---:|---:|---:|---:|---|",...reports.map(({name,report})=>row2(plain(name),report.summary,stateOf2(report))),...reports.length>1?[row2("**All**",all,"")]:[],...problems2.length===0?[]:["","Could not be handled:","",...problems2.map(({path,reason})=>`- ${plain(path)}: ${plain(reason)}`)]].join(`
`)}
`};function row2(name,summary2,state){let{decision,unsupported,changed,upgraded}=summary2.findings;return`| ${name} | ${summary2.withV1} of ${summary2.scanned} | ${decision} | ${unsupported} | ${changed} | ${upgraded} | ${state} |`}function stateOf2({mode,summary:summary2}){return summary2.withV1===0?summary2.complete?"nothing to do":"errors":(mode==="write"?"written, ":"")+(summary2.complete?"nothing left to decide":summary2.findings.decision+summary2.findings.unsupported===0?"errors":"to decide")}function plain(text){return printable(text).replace(/[^\p{L}\p{N} ./,:;()-]/gu,character=>`&#${character.codePointAt(0)};`)}var MERGED_REPORTERS={markdown:markdown2,html:reports=>page(reports.map(fromJson)),json};0&&(module.exports={MERGED_REPORTERS});
